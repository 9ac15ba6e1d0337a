/** Where the routes of load balancers lead on a target, and how the tasks there are checked. */
import { endsIn, graceOf, type EndOf } from '../../lib/ecs/load-balancer-end';
import { applicationLoadBalancer, seconds } from '../../lib/mesh';
import type { TargetGroup } from '../../lib/mesh/entry/target-group';
import { aMesh, aNode } from '../../lib/testing';

/** As on target `envoy`, whose tasks answer for their health on a port of its own. */
const endOf: EndOf = ({ node = '' }) => ({
  tasks: node,
  containerName: 'envoy',
  port: 19_000,
  protocol: 'http',
  health: { port: 15_002, path: '/ready' },
});

const endsOf = (targetGroup: TargetGroup, end = endOf) =>
  endsIn(
    aMesh({ nodes: { web: aNode({ loadBalancer: applicationLoadBalancer(80, { targetGroup }) }) } }).at({
      stage: 'dev',
    }),
    end,
  );

it('checks tasks as the target does', () => {
  expect(endsOf({}).map(({ health }) => health)).toEqual([{ port: 15_002, path: '/ready' }]);
  expect(endsOf({ healthCheck: { codes: '204' } }).map(({ health }) => health)).toEqual([
    { port: 15_002, path: '/ready' },
  ]);
});

it('asks a path of the user’s where requests go, so that no other port is open for it', () => {
  expect(endsOf({ healthCheck: { path: '/own' } }).map(({ health }) => health)).toEqual([{ path: '/own' }]);
});

it('has none for a route that leads nowhere on the target', () => {
  expect(endsOf({}, () => undefined)).toEqual([]);
});

it('waits as long as the slowest of them, and says nothing where none says how long', () => {
  const of = (period: number) => endsOf({ healthCheckGracePeriod: seconds(period) });
  expect(graceOf([...of(30), ...of(90), ...of(5)])).toBe(90);
  expect(graceOf(of(0))).toBe(0);
  expect(graceOf(endsOf({}))).toBeUndefined();
});
