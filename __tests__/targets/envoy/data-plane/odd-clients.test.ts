/** Clients that are old, or send what is unusual: what a real Envoy makes of them. */
import { connect } from 'node:net';
import { http, http2, seconds } from '../../../../lib/mesh';
import { resolve } from '../../../../lib/mesh/resolve';
import { aGateway, aMesh, aNode } from '../../../../lib/testing';
import { describeDataPlane } from '../../../support/envoy';
import { type Answer, type HostPort, type RunningMesh, startMesh } from './running-mesh';
import { until } from './until';

const shop = aMesh({
  nodes: {
    caller: aNode({ listeners: [], backends: ['web', 'two', 'odd', 'either'] }),
    web: aNode(),
    two: aNode({ listeners: [http2(3000)] }),
    odd: aNode({
      listeners: [http(3000, { maxHeadersCount: 300, mergeSlashes: false, keepAlive: seconds(1) })],
    }),
    few: aNode(),
    many: aNode({ listeners: [http(3000, { maxHeadersCount: 300 })] }),
  },
  services: {
    web: { to: 'web' },
    two: { to: 'two' },
    odd: { to: 'odd' },
    either: { routes: { all: { targets: { few: 1, many: 1 } } } },
  },
  gateways: {
    ingress: aGateway({
      routes: { all: { service: 'web' }, two: { service: 'two', match: { prefix: '/two/' } } },
    }),
    open: aGateway({
      listener: http(8080, { maxHeadersCount: 300, mergeSlashes: false }),
      routes: { all: { service: 'odd' } },
      preserveExternalRequestId: true,
    }),
  },
}).at({ stage: 'dev' });

/** What the application reads; `/many` answers with 150 headers. */
const reading: Answer = ({ url, headers, socket }, response) => {
  if (url === '/many') for (let at = 0; at < 150; at += 1) response.setHeader(`x-${at}`, '1');
  response.end(
    JSON.stringify({ url, upgrade: headers.upgrade, id: headers['x-request-id'], port: socket.remotePort }),
  );
};

const MANY = Object.fromEntries(Array.from({ length: 150 }, (_, at) => [`x-${at}`, '1']));
const WEBSOCKET = ['connection: Upgrade', 'upgrade: websocket', 'sec-websocket-version: 13'];

describeDataPlane('a client', () => {
  let mesh: RunningMesh;

  beforeAll(async () => {
    mesh = await startMesh(shop, {
      applications: { web: () => reading, two: () => reading, odd: () => reading },
    });
  }, 60_000);
  afterAll(() => mesh?.stop(), 20_000);

  const places = (): Record<string, HostPort> => ({
    gateway: { host: mesh.tasks('ingress')[0]?.address ?? '', port: 8080 },
    backend: mesh.addressOf('caller', 'web'),
    'backend of HTTP/2': mesh.addressOf('caller', 'two'),
  });
  const say = async (place: string, head: readonly string[]) =>
    sayTo(places()[place] ?? { host: '', port: 0 }, head);

  describe.each(['gateway', 'backend', 'backend of HTTP/2'])('of a %s', (place) => {
    it.each(['TLS/1.2', 'TLS/1.3', 'foo'])(
      'that offers to upgrade to %s gets an answer without',
      async (name) => {
        const answer = await say(place, [
          'GET / HTTP/1.1',
          'host: x',
          'connection: Upgrade',
          `upgrade: ${name}`,
        ]);
        expect(answer).toMatch(/^HTTP\/1.1 200 /);
        expect(answer).not.toMatch(/"upgrade"/);
      },
    );

    it('that speaks HTTP/1.0, as ab and nginx do, gets an answer that ends its connection', async () => {
      const answer = await say(place, ['GET / HTTP/1.0', 'host: x']);
      expect(answer).toMatch(/^HTTP\/1.0 200 /);
      expect(answer).toContain('connection: close');
    });
  });

  it('of HTTP/1.0 needs to say no host at the edge', async () => {
    expect(await say('gateway', ['GET / HTTP/1.0'])).toMatch(/^HTTP\/1.0 200 /);
  });

  it.each([
    ['backend of HTTP/2', '/'],
    ['gateway', '/two/socket'],
  ])('with a WebSocket reaches a node of http2() from a %s', async (place, path) => {
    expect(await say(place, [`GET ${path} HTTP/1.1`, 'host: x', ...WEBSOCKET])).toMatch(
      /^HTTP\/1.1 101 [^]*\r\n\r\nback and forth$/,
    );
  });

  describe('with more than 100 headers', () => {
    it('is answered with 431 by default, and its answer with 502', async () => {
      expect((await mesh.enter('ingress', { headers: MANY })).status).toBe(431);
      expect((await mesh.call('caller', 'web', { headers: MANY })).status).toBe(431);
      expect((await mesh.call('caller', 'web', { path: '/many' })).status).toBe(502);
    });

    it('passes every Envoy to a listener with maxHeadersCount, and so does its answer', async () => {
      for (const ask of [
        (call: object) => mesh.enter('open', call),
        (call: object) => mesh.call('caller', 'odd', call),
      ]) {
        expect((await ask({ headers: MANY })).status).toBe(200);
        expect((await ask({ path: '/many' })).headers).toHaveProperty('x-149');
      }
    });
  });

  it('with more than 100 headers passes its own Envoy where any node of the service takes them', async () => {
    const answers = new Set<string>();
    await until('both have answered', async () => {
      const { status, body } = await mesh.call('caller', 'either', { headers: MANY });
      return answers.add(status === 200 ? body : String(status)).size === 2;
    });
    expect(answers).toEqual(new Set(['431', 'many']));
  }, 20_000);

  it('with a request id of its own is given a new one at the edge, unless the gateway preserves it', async () => {
    const headers = { 'x-request-id': 'mine' };
    expect((await mesh.enter('ingress', { headers })).body).not.toContain('mine');
    expect((await mesh.enter('open', { headers })).body).toContain('"id":"mine"');
    expect((await mesh.call('caller', 'web', { headers })).body).toContain('"id":"mine"');
  });

  it('with // in a path has one /, unless the listener says mergeSlashes: false', async () => {
    const path = '/a//b';
    expect((await mesh.enter('ingress', { path })).body).toContain('"/a/b"');
    expect((await mesh.call('caller', 'web', { path })).body).toContain('"/a/b"');
    expect((await mesh.enter('open', { path })).body).toContain('"/a//b"');
    expect((await mesh.call('caller', 'odd', { path })).body).toContain('"/a//b"');
    expect(resolve(shop, { from: 'caller', to: 'odd', path })).toMatchObject({ arrives: { path } });
    expect(resolve(shop, { from: 'open', path })).toMatchObject({ arrives: { path } });
    expect(resolve(shop, { from: 'ingress', path })).toMatchObject({ arrives: { path: '/a/b' } });
  });

  it('that pauses meets the same connection to the application, or after keepAlive a new one', async () => {
    const portOf = async (service: string) =>
      (JSON.parse((await mesh.call('caller', service)).body) as { port: number }).port;
    const before = [await portOf('web'), await portOf('odd')];
    await new Promise((done) => setTimeout(done, 2200));
    const after = [await portOf('web'), await portOf('odd')];
    expect(after[0]).toBe(before[0]);
    expect(after[1]).not.toBe(before[1]);
  }, 20_000);
});

/** All that comes back until the connection ends, or for a moment; a WebSocket sends some words. */
function sayTo({ host, port }: HostPort, head: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(port, host, () => socket.write(`${head.join('\r\n')}\r\n\r\n`));
    const end = () => {
      socket.destroy();
      resolve(text);
    };
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      const isFirst = text === '';
      text += chunk;
      if (isFirst && text.startsWith('HTTP/1.1 101')) socket.write('back and forth');
      if (text.includes('}') || text.endsWith('back and forth')) end();
    });
    socket.once('error', reject).once('close', end).setTimeout(5000, end);
  });
}
