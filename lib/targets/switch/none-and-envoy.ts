/**
 * The first step of a switch between targets `none` and `envoy`. It is the same in both directions. Every task has an Envoy
 * beside it, and there are gateways, for callers that use Envoys. Applications call each other, and load balancers call
 * nodes, as without a mesh. So each task serves callers of both targets, and tasks may be replaced in any order.
 */
import { type AccessEdge, loadBalancerOf, tasksOf } from '../../ecs/access';
import { joinAccess, joinEdges } from '../../ecs/join-access';
import type { MeshApplication } from '../../mesh/application';
import { gatewayHealthPath, HEALTH_PORT, renderAccess as renderEnvoyAccess } from '../envoy';
import { addressIn, enteredNode, renderAccess as renderPlainAccess } from '../none';

export function renderNoneAndEnvoy(application: MeshApplication) {
  const both = joinAccess(renderEnvoyAccess(application), renderPlainAccess(application));
  const behind = application.gateways.flatMap((gateway) => {
    const node = enteredNode(application, gateway);
    return gateway.loadBalancer === undefined || node === undefined ? [] : [{ gateway, node }];
  });
  const asksEnvoys = behind.map(({ gateway, node }): AccessEdge => ({
    from: loadBalancerOf(gateway.name),
    to: tasksOf(node),
    port: HEALTH_PORT,
  }));
  return {
    /** Which tasks reach which on either target. */
    access: { ...both, edges: joinEdges([...both.edges, ...asksEnvoys]) },
    /** Where applications call each other. */
    addressOf: addressIn(application),
    /** From the second step on, load balancers right before the node ask its Envoy, until its tasks have gone. */
    healthPathsOf: (name: string): readonly string[] =>
      behind.filter(({ node }) => node === name).map(({ gateway }) => gatewayHealthPath(gateway)),
  };
}
