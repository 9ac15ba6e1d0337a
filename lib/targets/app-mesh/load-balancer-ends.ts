/**
 * Where load balancers lead on App Mesh: to gateways, or to a node's own port, whose connections the platform redirects
 * to Envoy.
 */
import type { MeshApplication } from '../../mesh/application';
import { lookupIn } from '../../mesh/lookup';
import { ENVOY_ADMIN_PORT, ENVOY_CONTAINER } from '../../ecs/containers/envoy-container';
import { applicationEnd, endsIn, type LoadBalancerEnd } from '../../ecs/load-balancer-end';

export function renderEnds(application: MeshApplication): LoadBalancerEnd[] {
  const lookup = lookupIn(application);
  return endsIn(application, ({ gateway, node, port }, { kind }) => {
    if (node !== undefined) return applicationEnd(lookup.node(node), port, kind);
    if (gateway === undefined) return undefined;
    const { port: own, protocol } = lookup.gateway(gateway).listener;
    return {
      tasks: gateway,
      containerName: ENVOY_CONTAINER,
      port: own,
      protocol,
      // `/ready` answers 200 if Envoy has its configuration and is not draining. `/server_info` would still answer 200
      // while it drains.
      health: { port: ENVOY_ADMIN_PORT, path: '/ready' },
    };
  });
}
