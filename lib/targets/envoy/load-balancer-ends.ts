/** Where load balancers lead with self-managed Envoy: to Envoys, those of gateways or those beside applications. */
import type { MeshApplication } from '../../mesh/application';
import { isOfHttp } from '../../mesh/entry/load-balancer';
import { type Listener, pickListener } from '../../mesh/listener';
import { lookupIn } from '../../mesh/lookup';
import type { MeshNode } from '../../mesh/node';
import { APPLICATION_CONTAINER } from '../../ecs/application-container';
import { ENVOY_CONTAINER } from '../../ecs/containers/envoy-container';
import { endsIn, type LoadBalancerEnd } from '../../ecs/load-balancer-end';
import { GRPC_HEALTH } from './bootstrap/grpc-health';
import { gatewayHealthPath, HEALTH_PATH } from './bootstrap/health-path';
import { leadsStrangers } from './bootstrap/node-edge';
import { edgePort, HEALTH_PORT, ingressPort } from './bootstrap/ports';

/** Strangers enter a node by a port of their own. Envoy's health listener knows whether the application answers, and whether the task leaves. */
export function renderEnds(application: MeshApplication): LoadBalancerEnd[] {
  const lookup = lookupIn(application);
  return endsIn(application, ({ gateway, node, port }, loadBalancer) => {
    const isGrpc = ({ protocol }: Listener) => protocol === 'grpc' && isOfHttp(loadBalancer);
    if (gateway !== undefined) {
      const own = lookup.gateway(gateway);
      return {
        tasks: gateway,
        containerName: ENVOY_CONTAINER,
        port: own.listener.port,
        protocol: own.listener.protocol,
        health: isGrpc(own.listener) ? GRPC_HEALTH : { port: HEALTH_PORT, path: gatewayHealthPath(own) },
      };
    }
    if (node === undefined) return undefined;
    const own = lookup.node(node);
    const listener = pickListener(own.listeners, port);
    if (listener === undefined) return undefined;
    const { protocol } = listener;
    return {
      tasks: node,
      ...(leadsStrangers(loadBalancer, listener)
        ? { containerName: ENVOY_CONTAINER, port: edgePort(listener.port) }
        : ingressOf(own, listener)),
      protocol,
      health: isGrpc(listener) ? GRPC_HEALTH : { port: HEALTH_PORT, path: HEALTH_PATH },
    };
  });
}

/** With callers of the mesh. The platform sends connections to a transparent node's own port on to Envoy. */
function ingressOf(node: MeshNode, { port }: Listener): Pick<LoadBalancerEnd, 'containerName' | 'port'> {
  const containerName = node.interception === 'transparent' ? APPLICATION_CONTAINER : ENVOY_CONTAINER;
  return { containerName, port: ingressPort(node, port) };
}
