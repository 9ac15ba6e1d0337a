/**
 * The first step of a switch between targets `none` and `envoy`, the same both ways: an Envoy beside every task, and
 * gateways, for those who call Envoys; applications call each other, and load balancers call nodes, as without a mesh. So
 * each task serves callers of both targets, and the order in which tasks are replaced does not matter.
 */
import type { MeshApplication } from '../../mesh/application';
import type { ServiceAddress } from '../../mesh/address';
import type { MeshGateway } from '../../mesh/entry/gateway';
import { type Access, type AccessEdge, loadBalancerOf, tasksOf } from '../../ecs/access';
import { joinAccess, joinEdges } from '../../ecs/join-access';
import { renderAccess as renderAppMeshAccess } from '../app-mesh';
import { gatewayHealthPath, HEALTH_PORT, renderAccess as renderEnvoyAccess } from '../envoy';
import {
  addressIn,
  enteredListener,
  enteredNode,
  renderAccess as renderPlainAccess,
  sharedHealth,
} from '../none';

export interface Bridge {
  /** Who reaches whom on either target. */
  readonly access: Access;
  /** What the tasks of this step rely on. */
  readonly ways: Access;
  /** What a load balancer asks while a gateway's tasks and a node's are behind it. */
  readonly healthOf: (gateway: MeshGateway) => { readonly path?: string; readonly matcher?: string };
  /** @default - applications call each other through their Envoys */
  readonly plain?: PlainBridge;
}

export interface PlainBridge {
  /** Where applications call each other. */
  readonly addressOf: (service: string) => ServiceAddress;
  /** What load balancers right before the node will ask its Envoy, from the second step on until its tasks have gone. */
  readonly healthPathsOf: (node: string) => readonly string[];
}

export function bridgeIn(application: MeshApplication): Bridge {
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
  const access = { ...both, edges: joinEdges([...both.edges, ...asksEnvoys]) };
  return {
    access,
    ways: access,
    healthOf: healthIn(application),
    plain: {
      addressOf: addressIn(application),
      healthPathsOf: (name) =>
        behind.filter(({ node }) => node === name).map(({ gateway }) => gatewayHealthPath(gateway)),
    },
  };
}

/**
 * The first step from `app-mesh` to `envoy`. Tasks of before are called on the node's own port, where the application of a new
 * task listens, too; new tasks call new tasks, so callers come after those whom they call.
 */
export function bridgeFromAppMesh(application: MeshApplication): Bridge {
  const ways = renderEnvoyAccess(application);
  return {
    access: joinAccess(ways, renderAppMeshAccess(application)),
    ways,
    healthOf: healthIn(application),
  };
}

const healthIn = (application: MeshApplication) => (gateway: MeshGateway) =>
  sharedHealth(gateway, enteredListener(application, gateway));
