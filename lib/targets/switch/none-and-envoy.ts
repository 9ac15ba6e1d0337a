/**
 * The first step of a switch between targets `none` and `envoy`. It is the same in both directions. Every task has an
 * Envoy beside it, and there are gateways, for callers that use Envoys. Applications call each other, and load balancers
 * call nodes, as without a mesh. So each task serves callers of both targets, and tasks may be replaced in any order.
 */
import { type AccessEdge, loadBalancerOf, tasksOf } from '../../ecs/access';
import { joinAccess, joinEdges } from '../../ecs/join-access';
import type { MeshApplication } from '../../mesh/application';
import { gatewayHealthPath, HEALTH_PORT, renderAccess as renderEnvoyAccess } from '../envoy';
import { addressIn, renderAccess as renderPlainAccess, renderEnds as renderPlainEnds } from '../none';
import { endsOfBoth } from './load-balancing';

export function renderNoneAndEnvoy(application: MeshApplication) {
  const both = joinAccess(renderEnvoyAccess(application), renderPlainAccess(application));
  const plain = renderPlainEnds(application);
  const asksEnvoys = plain.map(({ loadBalancer, tasks }): AccessEdge => ({
    from: loadBalancerOf(loadBalancer),
    to: tasksOf(tasks),
    port: HEALTH_PORT,
  }));
  const ends = endsOfBoth(application);
  const gateways = new Map(application.gateways.map((gateway) => [gateway.name, gateway]));
  return {
    /** Which tasks reach which on both targets. */
    access: { ...both, edges: joinEdges([...both.edges, ...asksEnvoys]) },
    /** The addresses at which applications call each other. */
    addressOf: addressIn(application),
    /** From the second step on, load balancers right before the node check its Envoy, until its tasks are gone. */
    healthPathsOf: (name: string): readonly string[] =>
      plain
        .filter(({ tasks }) => tasks === name)
        .flatMap(({ destination }) => gateways.get(destination) ?? [])
        .map(gatewayHealthPath),
    /** Target groups, as on target `envoy`. */
    ends,
    /** Gateways join as on `envoy`, and nodes join as without a mesh. */
    joined: [...ends.filter(({ tasks }) => gateways.has(tasks)), ...plain],
  };
}
