import { once } from 'node:events';
import { createServer as createHttp } from 'node:http';
import { createServer as createHttp2, type ServerHttp2Stream } from 'node:http2';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { grpc, http, http2, tcp } from '../../../lib/mesh';
import { askOnce, type ProbeQuestion, questionOf } from '../../../lib/local/processes/probe';
import { freePort } from '../started';

const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));

async function ask(server: Server, question: ProbeQuestion): Promise<string | undefined> {
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo; // It listens on TCP.
  return (await askOnce({ host: '127.0.0.1', port, question }))?.replaceAll(String(port), '<port>');
}

const health = { kind: 'http', path: '/health' } as const;
const health2 = { kind: 'http2', path: '/health' } as const;
const answering = (status: number) => createHttp((_, response) => response.writeHead(status).end());
const answering2 = (answer: (stream: ServerHttp2Stream, path: string) => void) =>
  createHttp2().on('stream', (stream, headers) => answer(stream, String(headers[':path'])));

/** gRPC's health service, whose only answer has this status. */
const serving = (status: number) =>
  answering2((stream, path) => {
    if (path !== '/grpc.health.v1.Health/Check')
      return stream.respond({ ':status': 404 }, { endStream: true });
    stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
    stream.once('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
    stream.end(Buffer.from([0, 0, 0, 0, 2, 8, status]));
  });

describe('a program is asked', () => {
  it('as callers’ Envoys check it: in the protocol of its listener', () => {
    expect(
      [
        http(3000, { health: '/health' }),
        http2(3000, { health: '/health' }),
        grpc(3000, { health: true }),
        tcp(3000, { health: true }),
        http2(3000),
        grpc(3000),
      ].map(questionOf),
    ).toEqual([
      health,
      health2,
      { kind: 'grpc' },
      { kind: 'connection' },
      { kind: 'connection' },
      { kind: 'connection' },
    ]);
  });

  it('and is ready when it answers well', async () => {
    expect(await ask(createServer(), { kind: 'connection' })).toBeUndefined();
    expect(await ask(answering(200), health)).toBeUndefined();
    const http2 = answering2((stream) => stream.respond({ ':status': 200 }, { endStream: true }));
    expect(await ask(http2, health2)).toBeUndefined();
    expect(await ask(serving(1), { kind: 'grpc' })).toBeUndefined();
  });

  it.each([
    ['HTTP that answers 503', () => answering(503), health, 'GET /health at 127.0.0.1:<port> answers 503'],
    [
      'HTTP/2 that answers 404',
      () => answering2((stream) => stream.respond({ ':status': 404 }, { endStream: true })),
      health2,
      'GET /health at 127.0.0.1:<port> over HTTP/2 answers 404',
    ],
    [
      'HTTP/1.1 where HTTP/2 is declared',
      () => answering(200),
      health2,
      expect.stringMatching(/^GET \/health at 127\.0\.0\.1:<port> over HTTP\/2 is not answered in HTTP\/2: /),
    ],
    [
      'HTTP/2 where HTTP/1.1 is declared',
      () => answering2(() => undefined),
      health,
      expect.stringMatching(/^GET \/health at 127\.0\.0\.1:<port> is not answered in HTTP\/1\.1: /),
    ],
    [
      'gRPC that is not serving yet',
      () => serving(2),
      { kind: 'grpc' },
      'gRPC /grpc.health.v1.Health/Check at 127.0.0.1:<port> does not say SERVING',
    ],
    [
      'gRPC without the health service',
      () =>
        answering2((stream) => stream.respond({ ':status': 200, 'grpc-status': '12' }, { endStream: true })),
      { kind: 'grpc' },
      'gRPC /grpc.health.v1.Health/Check at 127.0.0.1:<port> answers status 12',
    ],
    [
      'one that takes the connection and is silent',
      () => createServer(),
      health,
      'GET /health at 127.0.0.1:<port> does not answer within 2 s',
    ],
  ] as const)('and is not ready: %s', async (_what, server, question, why) => {
    expect(await ask(server(), question)).toEqual(why);
  });

  it('and is not ready where nothing listens', async () => {
    const port = await freePort();
    const why = `nothing listens at 127.0.0.1:${port}`;
    for (const question of [health, health2, { kind: 'grpc' }, { kind: 'connection' }] as const)
      expect(await askOnce({ host: '127.0.0.1', port, question })).toBe(why);
  });
});
