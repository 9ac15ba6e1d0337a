/** The Crystal backend's routes: a hello under /crystal, as text and as JSON, and GET /health. */
import { addHello, type BackendSettings } from '@ecsworkshop/origin';
import { createHttpApp } from '@meshwright/http-service';

const PATHS = {
  from: 'Crystal backend',
  text: ['/crystal', '/crystal/'],
  json: ['/crystal/api', '/crystal/api/'],
};

export function createApp({ origin }: Pick<BackendSettings, 'origin'>) {
  return createHttpApp((app) => addHello(app, PATHS, origin), {
    health: () => 'Healthy!',
    errors: 'text',
    exactPaths: true, // As the workshop's, which compares strings.
  });
}
