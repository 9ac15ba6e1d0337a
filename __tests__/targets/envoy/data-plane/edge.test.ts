import { connect as connectHttp2 } from 'node:http2';
import { applicationLoadBalancer, http, networkLoadBalancer } from '../../../../lib/mesh';
import { resolve } from '../../../../lib/mesh/resolve';
import { aGateway, aMesh, aNode } from '../../../../lib/testing';
import { describeDataPlane } from '../../../support/envoy';
import { type Answer, readEcho, type RunningMesh, startMesh } from './running-mesh';

const toWeb = { listener: http(8080), routes: { all: { service: 'web' } } };

const shop = aMesh({
  nodes: { web: aNode() },
  gateways: {
    'behind-alb': aGateway({ loadBalancer: applicationLoadBalancer(80) }),
    'behind-nlb': aGateway({ loadBalancer: networkLoadBalancer(80) }),
    alone: toWeb,
    rejecting: { ...toWeb, pathWithEscapedSlashes: 'reject-request' },
    redirecting: { ...toWeb, pathWithEscapedSlashes: 'unescape-and-redirect' },
    forwarding: { ...toWeb, pathWithEscapedSlashes: 'unescape-and-forward' },
  },
}).at({ stage: 'dev' });

/** Says what it reads, and what is none of a stranger's business. */
const answering: Answer = ({ url, headers }, response) => {
  response.setHeader('server', 'nginx/1.25.3');
  response.setHeader('x-envoy-decorator-operation', 'inside');
  response.setHeader('x-envoy-peer-metadata', 'bWVzaA==');
  response.setHeader('x-answer', 'kept');
  response.end(JSON.stringify({ name: 'web', url, headers }));
};

/** As an Application Load Balancer writes them, or a client that pretends to be behind one. */
const said = { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'https' };

describeDataPlane("a gateway's client", () => {
  let mesh: RunningMesh;

  beforeAll(async () => {
    mesh = await startMesh(shop, { applications: { web: () => answering } });
  }, 60_000);
  afterAll(() => mesh?.stop());

  const read = async (gateway: string) => readEcho(await mesh.enter(gateway, { headers: said })).headers;

  it('is who the Application Load Balancer says', async () => {
    expect(await read('behind-alb')).toMatchObject({
      'x-envoy-external-address': '203.0.113.9',
      'x-forwarded-proto': 'https',
    });
  });

  it.each(['behind-nlb', 'alone'])('is who opened the connection, whatever it says: %s', async (gateway) => {
    expect(await read(gateway)).toMatchObject({
      'x-envoy-external-address': '127.0.0.1',
      'x-forwarded-proto': 'http',
    });
  });

  it.each(['behind-alb', 'behind-nlb'])('is added to those that it came for: %s', async (gateway) => {
    // Envoy writes the machine's own address for one of loopback.
    expect((await read(gateway))['x-forwarded-for']).toMatch(/^203\.0\.113\.9,[0-9.]+$/);
  });

  const GATEWAYS = ['behind-alb', 'behind-nlb', 'alone'];

  it.each(GATEWAYS)('brings nothing of x-envoy-* in: %s', async (gateway) => {
    const strange = {
      'x-envoy-peer-metadata': 'eA==',
      'x-envoy-peer-metadata-id': 'x',
      'x-envoy-external-address': '198.51.100.1',
      'x-envoy-upstream-alt-stat-name': 'x',
      'x-envoy-anything': 'x',
      'x-other': 'kept',
    };
    const { headers } = readEcho(await mesh.enter(gateway, { headers: strange }));
    expect(headers['x-other']).toBe('kept');
    const own = Object.keys(headers).filter((name) => name.startsWith('x-envoy-'));
    expect(own.sort()).toEqual(['x-envoy-expected-rq-timeout-ms', 'x-envoy-external-address']);
    expect(headers['x-envoy-external-address']).toBe('127.0.0.1');
  });

  it.each(GATEWAYS)('reads nothing of server and x-envoy-*, from any sender: %s', async (gateway) => {
    const answers = [
      await mesh.enter(gateway),
      await mesh.enter(gateway, { method: 'BREW', path: '/%zz' }),
      await mesh.enter(gateway, { headers: { host: '' } }),
    ];
    expect(answers[0]?.headers).toHaveProperty('x-answer', 'kept');
    for (const { headers } of answers)
      expect(Object.keys(headers).filter((name) => /^(server|x-envoy-.*)$/.test(name))).toEqual([]);
  });

  it('reads nothing of them in an answer of the gateway itself', async () => {
    await mesh.tasks('web')[0]?.envoy.stop();
    const { status, headers } = await mesh.enter('alone');
    await mesh.tasks('web')[0]?.restartEnvoy();
    expect(status).toBe(503);
    expect(Object.keys(headers).filter((name) => /^(server|x-envoy-.*)$/.test(name))).toEqual([]);
  });

  it.each([
    ['behind-alb', undefined],
    ['behind-nlb', 'kept'],
    ['alone', 'kept'],
  ])('has its headers with _ as the load balancer would leave them: %s', async (gateway, value) => {
    const { headers } = readEcho(await mesh.enter(gateway, { headers: { x_user: 'kept' } }));
    expect(headers['x_user']).toBe(value);
  });

  it('of HTTP/2 is not taken by a listener of http(), at the edge or at a node', async () => {
    const asked = async (port: number, host = '') =>
      new Promise<string>((done) => {
        const session = connectHttp2(`http://${host}:${port}`);
        session.on('error', () => done('refused'));
        session
          .request({ ':path': '/' })
          .on('error', () => done('refused'))
          .on('close', () => done('refused'))
          .on('response', () => {
            session.destroy();
            done('answered');
          });
      });
    await expect(asked(8080, mesh.tasks('alone')[0]?.address)).resolves.toBe('refused');
    await expect(asked(23_000, mesh.tasks('web')[0]?.address)).resolves.toBe('refused');
  });

  describe('with an escaped slash in its path', () => {
    it.each(['/a%2Fb', '/a%2fb', '/a%5Cb', '/a%2F..%5cb?q=%2F'])(
      'has it as it is by default: %s',
      async (path) => {
        expect(readEcho(await mesh.enter('alone', { path })).url).toBe(path);
        expect(resolve(shop, { from: 'alone', path })).toMatchObject({ arrives: { path } });
      },
    );

    it.each([
      ['/a%2Fb', '/a/b'],
      ['/a%5cb', '/a/b'],
      ['/a/%2E%2E%2fb', '/b'],
      ['/a%2F%2Fb?q=%2F', '/a/b?q=%2F'],
    ])('is as if it were plain, answered with 400, or sent to the plain path: %s', async (path, plain) => {
      expect(readEcho(await mesh.enter('forwarding', { path })).url).toBe(plain);
      expect(resolve(shop, { from: 'forwarding', path })).toMatchObject({ arrives: { path: plain } });

      expect((await mesh.enter('rejecting', { path })).status).toBe(400);
      expect(resolve(shop, { from: 'rejecting', path })).toMatchObject({ kind: 'lost', status: 400 });

      const { status, headers } = await mesh.enter('redirecting', { path });
      expect([status, headers['location']]).toEqual([307, plain]);
      expect(resolve(shop, { from: 'redirecting', path })).toMatchObject({ kind: 'lost', status: 307 });
    });

    it.each(['rejecting', 'redirecting'])('only there is it anything: %s', async (gateway) => {
      const path = '/a/b?q=%2F';
      expect(readEcho(await mesh.enter(gateway, { path })).url).toBe(path);
      expect(resolve(shop, { from: gateway, path })).toMatchObject({ arrives: { path } });
    });
  });
});
