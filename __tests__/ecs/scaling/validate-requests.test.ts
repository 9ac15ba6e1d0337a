import { applicationLoadBalancer, http, networkLoadBalancer } from '../../../lib/mesh';
import type { NodeDefinition } from '../../../lib/mesh/node';
import { formatProblem } from '../../../lib/mesh/checks/problem';
import { validateForEnvoy } from '../../../lib/targets/envoy';
import { validateForNone } from '../../../lib/targets/none/validate';
import { aGateway, aMesh, aNode, type MeshParts } from '../../../lib/testing';

const scaling = (loadBalancer?: string) => ({
  min: 1,
  max: 4,
  on: [{ requestsPerMinute: 600, ...(loadBalancer !== undefined && { loadBalancer }) }],
});
const found = (parts: MeshParts, validate = validateForEnvoy) =>
  validate(aMesh(parts).at({ stage: 'dev' }))
    .filter(({ code }) => code === 'scaling-requests-uncounted')
    .map(formatProblem)
    .join('\n');
const web = (parts: Partial<NodeDefinition>, loadBalancer?: string): MeshParts => ({
  nodes: { web: aNode({ runs: { source: 'web', scaling: scaling(loadBalancer) }, ...parts } as never) },
});
const led = { all: { node: 'web' } };
const own = (kind: 'application' | 'network') => ({
  ...(kind === 'application' ? applicationLoadBalancer(80) : networkLoadBalancer(80)),
  routes: led,
});

it('counts where one Application Load Balancer leads', () => {
  expect(found(web({ loadBalancer: applicationLoadBalancer(80) }))).toBe('');
});

it('says why nothing counts', () => {
  expect(found(web({}))).toContain('no load balancer leads to its tasks');
  expect(found(web({ loadBalancer: networkLoadBalancer(80) }))).toContain(
    'a Network Load Balancer counts no requests',
  );
});

it('asks which of several counts, and knows the others', () => {
  const both = (loadBalancer?: string) =>
    found({
      ...web({}, loadBalancer),
      loadBalancers: { inner: own('application'), outer: own('application'), plain: own('network') },
    });
  expect(both()).toContain('say which one counts: loadBalancer: "inner"');
  expect(both('outer')).toBe('');
  expect(both('plain')).toContain(
    'no Application Load Balancer "plain" leads to its tasks; use "inner", "outer"',
  );
});

it('does not add the counts of several ports', () => {
  const parts = web({ listeners: [http(3000), http(3001)] });
  const routes = { a: { node: 'web', port: 3000 }, b: { node: 'web', port: 3001, match: { path: '/b' } } };
  expect(
    found({ ...parts, loadBalancers: { public: { ...applicationLoadBalancer(80), routes } } }),
  ).toContain('several target groups for it, one for each port');
});

it('counts at the gateway, and without gateways at the node that answers for it', () => {
  const gateway = aGateway({ loadBalancer: applicationLoadBalancer(80), runs: { scaling: scaling() } });
  expect(found({ gateways: { ingress: gateway } })).toBe('');
  const behind = {
    ...web({}),
    gateways: { ingress: aGateway({ loadBalancer: applicationLoadBalancer(80) }) },
  };
  expect(found(behind)).toContain('node "web" > runs > scaling > rule "requests": no load balancer');
  expect(found(behind, validateForNone)).toBe('');
});
