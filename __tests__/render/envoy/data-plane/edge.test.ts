import { applicationLoadBalancer, http, networkLoadBalancer } from '../../../../lib/mesh';
import { aGateway, aMesh, aNode } from '../../../../lib/testing';
import { describeDataPlane } from '../../../support/envoy';
import { echo, readEcho, type RunningMesh, startMesh } from './running-mesh';

const toWeb = { listener: http(8080), routes: { all: { service: 'web' } } };

const shop = aMesh({
  nodes: { web: aNode() },
  gateways: {
    'behind-alb': aGateway({ loadBalancer: applicationLoadBalancer(80) }),
    'behind-nlb': aGateway({ loadBalancer: networkLoadBalancer(80) }),
    alone: toWeb,
  },
}).at({ stage: 'dev' });

/** As an Application Load Balancer writes them, or a client that pretends to be behind one. */
const said = { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'https' };

describeDataPlane("a gateway's client", () => {
  let mesh: RunningMesh;

  beforeAll(async () => {
    mesh = await startMesh(shop, { applications: { web: () => echo('web') } });
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
});
