/** The frontend's routes: the page at /, the files it needs, and GET /health. */
import { type IncomingHttpHeaders } from 'node:http';
import path from 'node:path';
import { addGet, createHttpApp, PAGE_HEADERS } from '@meshwright/http-service';
import { askBackend, type Limits } from './ask-backend';
import { renderPage } from './page';
import { type Settings } from './settings';

/** Seen from dist/ as from src/. */
const FILES = { root: path.join(__dirname, '../page'), names: ['icon.svg', 'page.css', 'refresh.js'] };

/** What ties the calls to the request that they serve, for X-Ray, OpenTelemetry and Envoy. */
const TRACE_HEADERS = ['x-amzn-trace-id', 'traceparent', 'tracestate', 'x-request-id'];

export function createApp({ origin, backends }: Omit<Settings, 'port'>, limits?: Limits) {
  return createHttpApp(
    (app) => {
      addGet(app, '/', async ({ headers }, response) => {
        const trace = traceIn(headers);
        const [zone, ...answers] = await Promise.all([
          origin.zone(),
          ...backends.map((backend) => askBackend(backend, trace, limits)),
        ]);
        response.setHeaders(new Map([...PAGE_HEADERS, ['Cache-Control', 'no-store']]));
        response.type('html').send(renderPage({ zone, commit: origin.commit, answers }));
      });
      for (const name of FILES.names) {
        addGet(app, `/${name}`, (_request, response) => {
          response.setHeaders(new Map([...PAGE_HEADERS, ['Cache-Control', 'no-cache']]));
          response.sendFile(name, { root: FILES.root, cacheControl: false });
        });
      }
    },
    { health: () => 'OK', errors: 'text' },
  );
}

function traceIn(headers: IncomingHttpHeaders): Record<string, string> {
  const entries = TRACE_HEADERS.map((name) => [name, headers[name]] as const);
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
