/** Where load balancers lead with self-managed Envoy: to Envoys, those of gateways or those beside applications. */
import type { MeshApplication } from '../../mesh/application';
import { isOfHttp } from '../../mesh/entry/load-balancer';
import { type Listener, pickListener } from '../../mesh/listener';
import { lookupIn } from '../../mesh/lookup';
import { APPLICATION_CONTAINER } from '../../ecs/application-container';
import { ENVOY_CONTAINER } from '../../ecs/containers/envoy-container';
import { endsIn, type LoadBalancerEnd } from '../../ecs/load-balancer-end';
import { GRPC_HEALTH } from './bootstrap/grpc-health';
import { gatewayHealthPath, HEALTH_PATH } from './bootstrap/health-path';
import { HEALTH_PORT, ingressPort } from './bootstrap/ports';

/** Envoy's health listener knows whether the application answers, and whether the task leaves. */
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
    return (
      listener && {
        tasks: node,
        // The platform redirects connections to the application's port to Envoy.
        containerName: own.interception === 'transparent' ? APPLICATION_CONTAINER : ENVOY_CONTAINER,
        port: ingressPort(own, listener.port),
        protocol: listener.protocol,
        health: isGrpc(listener) ? GRPC_HEALTH : { port: HEALTH_PORT, path: HEALTH_PATH },
      }
    );
  });
}
