import { exact, http, regex, suffix } from '../../../../lib/mesh';
import { aMesh, aNode } from '../../../../lib/testing';
import { describeDataPlane } from '../../../support/envoy';
import { echo, readEcho, type RunningMesh, startMesh } from './running-mesh';

const shop = aMesh({
  nodes: { web: aNode(), other: aNode() },
  services: {
    web: { to: 'web' },
    other: { routes: { deep: { match: { prefix: '/deep' }, targets: { other: 1 } } } },
  },
  gateways: {
    ingress: {
      listener: http(8080),
      routes: {
        all: { service: 'web' },
        kept: { service: 'web', match: { prefix: '/kept/' }, rewrite: { prefix: false } },
        moved: { service: 'web', match: { prefix: '/moved/' }, rewrite: { prefix: '/new/' } },
        fixed: {
          service: 'web',
          match: { path: regex('/fixed/[0-9]+') },
          priority: 1,
          rewrite: { path: '/one' },
        },
        host: { service: 'other', match: { hostname: exact('other.example.org') } },
        domain: { service: 'web', match: { hostname: suffix('.shop.org') }, rewrite: { hostname: false } },
        deep: { service: 'other', match: { prefix: '/into/' }, rewrite: { prefix: '/deep/' } },
      },
    },
  },
}).at({ stage: 'dev' });

describeDataPlane('a gateway', () => {
  let mesh: RunningMesh;

  beforeAll(async () => {
    mesh = await startMesh(shop, {
      applications: { web: () => echo('web'), other: () => echo('other') },
    });
  }, 60_000);
  afterAll(() => mesh?.stop(), 20_000);

  it.each([
    ['example.org', '/x', 'web', '/x', 'web.shop.local'],
    ['example.org', '/kept/x', 'web', '/kept/x', 'web.shop.local'],
    ['example.org', '/moved/x?y', 'web', '/new/x?y', 'web.shop.local'],
    ['example.org', '/fixed/12', 'web', '/one', 'web.shop.local'],
    ['other.example.org', '/deep/x', 'other', '/deep/x', 'other.shop.local'],
    ['other.example.org:8080', '/deep/x', 'other', '/deep/x', 'other.shop.local'],
    ['a.shop.org', '/x', 'web', '/x', 'a.shop.org'],
    ['example.org', '/into/x', 'other', '/deep/x', 'other.shop.local'],
  ])('leads %s%s to %s as %s of %s', async (host, path, name, url, authority) => {
    const reply = await mesh.enter('ingress', { path, headers: { host } });
    const { headers, ...rest } = readEcho(reply);
    expect({ ...rest, host: headers['host'] }).toEqual({ name, url, host: authority });
    // What one hop writes for the other is not the application's business.
    expect(Object.keys(headers).filter((header) => header.startsWith('x-app-mesh'))).toEqual([]);
  });

  it('answers 404 where the service has no route for the rewritten path', async () => {
    expect((await mesh.enter('ingress', { path: '/x', headers: { host: 'other.example.org' } })).status).toBe(
      404,
    );
  });

  it('does not let its client choose the service by the header of its own hops', async () => {
    const headers = { host: 'a.shop.org', 'x-app-mesh-virtual-service': 'other.shop.local' };
    expect(readEcho(await mesh.enter('ingress', { path: '/deep', headers })).name).toBe('web');
  });
});
