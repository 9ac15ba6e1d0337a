/** A service whose answer begins at once and ends after ?ms=…, to see what a signal does to a request in flight. */
import { createHttpApp, port, readSettings, serve } from '../../src';

serve({
  readSettings: (environment) => readSettings(environment, { port: port('PORT', 3000) }),
  createApp: () =>
    createHttpApp((app) =>
      app.get('/slow', (request, response) => {
        response.flushHeaders();
        setTimeout(() => response.end('{"done":true}'), Number(request.query.ms));
      }),
    ),
  drainLimitMs: 500,
});
