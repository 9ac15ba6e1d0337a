/** The backend's routes: GET /color, and GET /health as in every service. */
import { addResource, createHttpApp } from '@meshwright/http-service';
import { type Settings } from './settings';

export function createApp({ color }: Pick<Settings, 'color'>) {
  return createHttpApp((app) => addResource(app, '/color', () => ({ color })));
}
