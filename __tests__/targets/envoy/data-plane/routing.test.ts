import { connect } from 'node:net';
import { applicationLoadBalancer, http } from '../../../../lib/mesh';
import { aMesh, aNode } from '../../../../lib/testing';
import { describeDataPlane } from '../../../support/envoy';
import { echo, readEcho, type RunningMesh, startMesh } from './running-mesh';

const shop = aMesh({
  nodes: {
    caller: aNode({ listeners: [], backends: ['prices', 'paths'] }),
    red: aNode(),
    blue: aNode(),
    idle: aNode(),
  },
  services: {
    prices: { routes: { default: { targets: { red: 70, blue: 30, idle: 0 } } } },
    paths: {
      routes: {
        all: { targets: { red: 100 } },
        api: { match: { prefix: '/api' }, targets: { blue: 100 } },
      },
    },
  },
  gateways: {
    ingress: {
      listener: http(8080),
      loadBalancer: applicationLoadBalancer(80),
      routes: {
        prices: { service: 'prices' },
        paths: { service: 'paths', match: { prefix: '/cut' } },
      },
    },
  },
}).at({ stage: 'dev' });

describeDataPlane('a request', () => {
  let mesh: RunningMesh;

  beforeAll(async () => {
    const applications = {
      red: () => echo('red'),
      blue: () => echo('blue'),
      idle: () => echo('idle'),
    };
    mesh = await startMesh(shop, { applications });
  }, 60_000);
  afterAll(() => mesh?.stop());

  const call = async (service: string, path = '/') => readEcho(await mesh.call('caller', service, { path }));
  const enter = async (path: string, headers = {}) =>
    readEcho(await mesh.enter('ingress', { path, headers: { host: 'shop.example.org', ...headers } }));

  it('is answered by each target as its weight says, and never by one of weight 0', async () => {
    const counts = { red: 0, blue: 0, idle: 0 };
    for (let round = 0; round < 40; round += 1) {
      const names = await Promise.all(Array.from({ length: 10 }, () => call('prices')));
      for (const { name } of names) counts[name as keyof typeof counts] += 1;
    }
    // For 70 % of 400 the standard deviation is 9, so this fails by chance once in a million runs.
    expect(counts.red).toBeGreaterThan(280 - 46);
    expect(counts.red).toBeLessThan(280 + 46);
    expect(counts.idle).toBe(0);
  });

  it.each([
    ['/', 'red'],
    ['/other', 'red'],
    ['/api', 'blue'],
    ['/api/x', 'blue'],
    ['//api//x', 'blue'],
    ['/x/../api', 'blue'],
    ['/apix', 'blue'],
  ])('takes the longest prefix of its cleaned path: %s', async (path, name) => {
    expect((await call('paths', path)).name).toBe(name);
  });

  it("is told the service's name and port as host, and nothing of the caller's loopback", async () => {
    const { headers } = await call('paths');
    expect(headers['host']).toBe('paths.shop.local:3000');
    expect(headers).not.toHaveProperty('x-envoy-original-host');
    expect(JSON.stringify(headers)).not.toContain('127.');
  });

  it.each([
    ['/', '/', 'prices.shop.local'],
    ['/cut', '/', 'paths.shop.local'],
    ['/cut/api/x?y=1', '/api/x?y=1', 'paths.shop.local'],
    ['/cutting', '/ting', 'paths.shop.local'],
  ])('to a gateway is rewritten: %s', async (path, url, host) => {
    expect(await enter(path)).toMatchObject({
      url,
      headers: { host, 'x-forwarded-host': 'shop.example.org' },
    });
  });

  it('to a gateway is matched by the service after the rewriting', async () => {
    expect((await enter('/cut/api')).name).toBe('blue');
    expect((await enter('/cut/x')).name).toBe('red');
  });

  it.each([
    ['the internet', '203.0.113.9'],
    ['a private address', '10.1.2.3'],
  ])("is not steered from %s: the sender's x-envoy headers are gone", async (_, sender) => {
    const steering = {
      'x-envoy-max-retries': '9',
      'x-envoy-retry-on': '5xx',
      'x-envoy-upstream-rq-timeout-ms': '1',
      'x-envoy-upstream-alt-stat-name': 'mine',
    };
    const { headers } = await enter('/cut', { 'x-forwarded-for': sender, ...steering });
    for (const name of Object.keys(steering)) expect(headers).not.toHaveProperty(name);
  });

  it('for a WebSocket is passed through both hops of a gateway and the Envoy of the node', async () => {
    const { address } = mesh.tasks('ingress')[0] ?? { address: '' };
    expect(await upgrade(address, 8080)).toMatch(/^HTTP\/1.1 101 /);
  });

  const upgrade = (host: string, port: number) =>
    new Promise<string>((resolve, reject) => {
      const socket = connect(port, host, () => {
        const head = ['GET /cut/socket HTTP/1.1', 'host: x', 'connection: Upgrade', 'upgrade: websocket'];
        socket.write(`${head.join('\r\n')}\r\n\r\n`);
      });
      socket.setEncoding('utf8').once('data', (answer: string) => {
        socket.destroy();
        resolve(answer);
      });
      socket.once('error', reject);
    });
});
