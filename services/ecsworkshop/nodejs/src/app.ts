/** The Node.js backend's routes: a hello at / and under /nodejs, as text and as JSON, and GET /health. */
import { addHello, type BackendSettings } from '@ecsworkshop/origin';
import { createHttpApp } from '@meshwright/http-service';

const PATHS = { from: 'Node.js backend', text: ['/', '/nodejs'], json: ['/nodejs/api'] };

export function createApp({ origin }: Pick<BackendSettings, 'origin'>) {
  return createHttpApp((app) => addHello(app, PATHS, origin), {
    health: () => ({ uptime: process.uptime() }),
  });
}
