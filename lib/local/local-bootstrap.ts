/** The bootstrap of a task's Envoy on this machine: target envoy's own, with the addresses of this machine. */
import { quote } from '../mesh/checks/value-text';
import type { MeshApplication } from '../mesh/application';
import type { MeshGateway } from '../mesh/entry/gateway';
import { lookupIn } from '../mesh/lookup';
import type { MeshNode } from '../mesh/node';
import { type Bootstrap, renderGatewayBootstrap, renderNodeBootstrap } from '../targets/envoy';
import { bootstrapRefs, type LocalAddresses } from './addresses/assign-addresses';
import type { AdminPortOffset } from './addresses/task-address';
import type { LocalTask } from './tasks';

export function localBootstrap(
  { application, addresses }: { readonly application: MeshApplication; readonly addresses: LocalAddresses },
  at: { readonly task: LocalTask; readonly adminPortOffset?: AdminPortOffset },
): Bootstrap {
  const refs = bootstrapRefs(addresses, application, at);
  const { task } = at;
  if (task.kind === 'node')
    return renderNodeBootstrap(application, explicit(lookupIn(application).node(task.owner)), refs);
  return renderGatewayBootstrap(application, gatewayOf(application, task), refs);
}

/** Transparent interception needs rights over the machine's network. `urlOf` writes an address for either kind. */
export function explicit(node: MeshNode): MeshNode {
  return { ...node, interception: 'explicit' };
}

export function gatewayOf({ gateways }: MeshApplication, { owner }: LocalTask): MeshGateway {
  const gateway = gateways.find(({ name }) => name === owner);
  if (gateway === undefined) throw new Error(`bug: gateway ${quote(owner)} is unknown; please report`);
  return gateway;
}
