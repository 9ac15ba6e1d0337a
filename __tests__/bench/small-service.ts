/**
 * Child process: the services that are called, in a process of their own, so that only they and not the load share it.
 * `argv[2]` lists them as JSON; says `ready` to its parent when all listen, and ends with it.
 */
import { Agent, createServer, request, type ServerResponse } from 'node:http';
import type { HostPort } from '../../lib/targets/envoy/bootstrap/address';

export interface SmallService {
  readonly at: HostPort;
  /** The service that it asks before it answers. @default - none */
  readonly asks?: HostPort;
}

const BODY = JSON.stringify({ id: 7, name: 'lamp', price: 1290, stock: 42 });
/** Between two turns of load no connection closes. */
const KEEP_ALIVE_MS = 60_000;
const agent = new Agent({ keepAlive: true });

function start({ at, asks }: SmallService): Promise<void> {
  const server = createServer(({ url }, response) => {
    if (asks === undefined || url === '/health') answer(response);
    else pass(asks, response);
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  return new Promise((resolve) => server.listen(at.port, at.host, resolve));
}

function pass({ host, port }: HostPort, response: ServerResponse): void {
  request({ host, port, agent, path: '/prices/7' }, (reply) => {
    response.writeHead(reply.statusCode ?? 500, { 'content-type': 'application/json' });
    reply.pipe(response);
  })
    .once('error', (error) => response.writeHead(500).end(String(error)))
    .end();
}

function answer(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(BODY);
}

process.once('disconnect', () => process.exit());
const services = JSON.parse(process.argv[2] ?? '[]') as SmallService[];
void Promise.all(services.map(start)).then(() => process.send?.('ready'));
