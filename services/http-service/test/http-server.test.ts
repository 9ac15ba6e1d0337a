import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { createHttpServer, HEADERS_MS, KEEP_ALIVE_MS } from '../src/http-server';
import { listen, type Listening } from './testing';

/** A drainable server that answers /now at once, and any other request when told to. */
async function startWaiting() {
  let answer = () => {};
  const { server, drain } = createHttpServer((request, response) => {
    answer = () => response.end('answered');
    if (request.url === '/now') answer();
  });
  listening = await listen(server);
  const arrived = once(server, 'request');
  return { ...listening, server, drain, arrived, answer: () => answer() };
}

let listening: Listening;
const agent = new Agent({ keepAlive: true });

afterEach(() => {
  agent.destroy();
  return listening.close();
});

describe('createHttpServer', () => {
  it('keeps idle connections longer than Envoy, which closes them after 300 s', async () => {
    const { server } = await startWaiting();
    expect(server.keepAliveTimeout).toBe(KEEP_ALIVE_MS);
    expect(KEEP_ALIVE_MS).toBeGreaterThan(300_000);
    expect(server.headersTimeout).toBe(HEADERS_MS);
    expect(HEADERS_MS).toBeGreaterThan(KEEP_ALIVE_MS);
  });

  it('finishes the request in flight and then its connection, though the client would keep it', async () => {
    const { url, drain, arrived, answer } = await startWaiting();
    const answered = once(get(url, { agent }), 'response');
    await arrived;
    const drained = drain(2_000);
    answer();
    const [response] = (await answered) as [IncomingMessage];
    expect(await text(response)).toBe('answered');
    expect(response.headers.connection).toBe('close');
    expect(await drained).toBe(true);
  });

  it('finishes a request of which the first line only has arrived', async () => {
    const { port, server, drain, answer } = await startWaiting();
    const socket = connect(port, '127.0.0.1');
    socket.write('GET /now HTTP/1.1\r\nHost: a\r\n\r\nGET /later HTTP/1.1\r\n');
    await once(socket, 'data'); // The answer to the first: the server has read the part of the second, too.
    const received = text(socket);
    const drained = drain(2_000);
    const arrived = once(server, 'request');
    socket.write('Host: a\r\n\r\n');
    await arrived;
    answer();
    expect(await received).toMatch(/^HTTP\/1.1 200 OK\r\nConnection: close\r\n[^]*answered/);
    expect(await drained).toBe(true);
  });

  it('closes idle connections at once', async () => {
    const { url, drain } = await startWaiting();
    const answered = once(get(`${url}/now`, { agent }), 'response');
    const [response] = (await answered) as [IncomingMessage];
    await text(response);
    expect(response.headers.connection).toBe('keep-alive');
    expect(await drain(1_000)).toBe(true);
  });

  it('accepts no connection while it drains', async () => {
    const { url, drain, arrived, answer } = await startWaiting();
    const answered = once(get(url, { agent }), 'response');
    await arrived;
    const drained = drain(2_000);
    await expect(fetch(url)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
    answer();
    const [response] = (await answered) as [IncomingMessage];
    response.resume();
    await drained;
  });

  it('gives up after the limit', async () => {
    const { url, drain, arrived } = await startWaiting();
    const request = get(url, { agent });
    const failed = once(request, 'error');
    await arrived;
    expect(await drain(20)).toBe(false);
    request.destroy(new Error('enough'));
    await failed.catch(() => {});
  });
});
