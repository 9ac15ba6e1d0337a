import { applicationLoadBalancer, http, networkLoadBalancer, tcp } from '../../../../lib/mesh';
import type { NodeDefinition } from '../../../../lib/mesh/node';
import { nodeRefs } from '../../../../lib/targets/envoy';
import { renderNodeEdges, strangersAt } from '../../../../lib/targets/envoy/bootstrap/node-edge';
import { nodePorts } from '../../../../lib/targets/envoy/bootstrap/ports';
import { aMesh, aNode, type MeshParts } from '../../../../lib/testing';

function render(parts: MeshParts) {
  const application = aMesh(parts).at({ stage: 'dev' });
  const [node] = application.nodes;
  if (node === undefined) throw new Error('the mesh of this test lacks its node');
  return { application, node, refs: nodeRefs(application, node) };
}

function edgesOf(node: Partial<NodeDefinition>, parts: MeshParts = {}): string[] {
  const { application, node: web, refs } = render({ nodes: { web: aNode(node as object) }, ...parts });
  return renderNodeEdges(application, web, refs).map(({ name }) => name);
}

it('listens for strangers behind a public load balancer, at a port of its own', () => {
  expect(edgesOf({ loadBalancer: applicationLoadBalancer(80) })).toEqual(['lds_edge_0.0.0.0_19000']);
});

it('listens at each port that a public load balancer leads to, and at no other', () => {
  const listeners = [http(3000), http(9000), http(9001)];
  const routes = { pages: { node: 'web' }, files: { node: 'web', port: 9001 } } as const;
  expect(
    edgesOf({ listeners }, { loadBalancers: { public: { ...applicationLoadBalancer(80), routes } } }),
  ).toEqual(['lds_edge_0.0.0.0_19000', 'lds_edge_0.0.0.0_17001']);
});

it.each<[string, Partial<NodeDefinition>]>([
  ['without a load balancer', {}],
  ['behind an internal one', { loadBalancer: applicationLoadBalancer(80, { internal: true }) }],
  ['behind one that passes TCP on', { listeners: [tcp(5432)], loadBalancer: networkLoadBalancer(5432) }],
])('does not listen for strangers %s', (_, node) => {
  expect(edgesOf(node)).toEqual([]);
});

it('does not listen for them on this machine, where no load balancer is', () => {
  const { application, node, refs } = render({
    nodes: { web: aNode({ loadBalancer: applicationLoadBalancer(80) }) },
  });
  const ports = nodePorts(node);
  expect(renderNodeEdges(application, node, { ...refs, ports })).toEqual([]);
});

it('counts the public one where an internal one leads to the same listener', () => {
  const routes = { all: { node: 'web' } } as const;
  const { application, node } = render({
    loadBalancers: {
      inner: { ...applicationLoadBalancer(80, { internal: true }), routes },
      outer: { ...networkLoadBalancer(80), routes },
    },
  });
  expect(strangersAt(application, node, http(3000)).map(({ name }) => name)).toEqual(['outer']);
});
