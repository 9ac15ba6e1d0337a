/** The client's routes: the page, its version, and the services behind it. */
import { addResource, createHttpApp, type Waits } from '@meshwright/http-service';
import { servePage } from './page';
import { createProxy } from './proxy';
import { type Settings } from './settings';

export function createApp(settings: Omit<Settings, 'port'>, waits?: Waits) {
  return createHttpApp((app) => {
    addResource(app, '/gateway/version', () => ({ version: settings.version }));
    for (const [path, target] of Object.entries(settings.targets)) {
      app.use(path, createProxy(path, target, waits)); // Express takes `path` off the URL for the handler.
    }
    app.use(servePage(settings.staticFiles));
  });
}
