/** The names that an application takes in the account: two applications that take one of them meet there. */
import { namesTakenBy, nodesAndGateways } from '../../lib/mesh/names-taken';
import { aGateway, aMesh, aNode, type MeshParts } from '../../lib/testing';

const parts: MeshParts = {
  nodes: {
    web: aNode(),
    nightly: { runs: { kind: 'schedule', at: 'rate(1 day)', source: 'job' } },
  },
  gateways: { ingress: aGateway(), inner: { listener: aGateway().listener, routes: aGateway().routes } },
  tracing: {},
};
const shop = aMesh(parts).at({ stage: 'prod' });
const namesOf = (kind: string, application = shop) =>
  namesTakenBy(application).flatMap((taken) => (taken.kind === kind ? [taken.name] : []));

it.each([
  ['mesh', ['prod-shop']],
  ['load balancer', ['prod-shop-ingress']],
  ['ECS cluster', ['prod-shop']],
  ['X-Ray group and sampling rule', ['prod-shop']],
  ['EventBridge rule', ['prod-shop-nightly']],
  ['ECR repository', ['prod/shop/job', 'prod/shop/web']],
  ['log group', ['/prod/shop/ingress', '/prod/shop/inner', '/prod/shop/nightly', '/prod/shop/web']],
  // A gateway without a load balancer is found by a name of the zone, as a service is.
  ['host', ['inner.shop.local', 'web.shop.local']],
])('has a %s of each name that it takes', (kind, names) => {
  expect(namesOf(kind).sort()).toEqual(names);
});

it('has one execution role and one security group for each node and gateway, named after it', () => {
  const runners = nodesAndGateways(shop).map(({ own }) => own);
  expect(runners.sort()).toEqual(['ingress', 'inner', 'nightly', 'web']);
  for (const name of runners) {
    expect(namesOf('IAM role')).toContain(`prod-shop-${name}-execution`);
    expect(namesOf('security group')).toContainEqual(
      expect.stringMatching(new RegExp(`^prod-shop-${name}-[a-z0-9]{5}$`)),
    );
  }
});

it('takes nothing of X-Ray without tracing', () => {
  expect(namesOf('X-Ray group and sampling rule', aMesh().at({ stage: 'prod' }))).toEqual([]);
});

it('says what a name belongs to', () => {
  expect(namesTakenBy(shop)).toContainEqual({
    kind: 'log group',
    name: '/prod/shop/ingress',
    where: 'gateway "ingress"',
  });
});
