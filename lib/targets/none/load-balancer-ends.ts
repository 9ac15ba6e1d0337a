/** Where load balancers lead without a mesh: directly to the tasks of nodes, also in place of gateways. */
import type { MeshApplication } from '../../mesh/application';
import { lookupIn } from '../../mesh/lookup';
import { applicationEnd, endsIn, type LoadBalancerEnd } from '../../ecs/load-balancer-end';
import { enteredListener, enteredNode } from './answering-node';

export function renderEnds(application: MeshApplication): LoadBalancerEnd[] {
  const lookup = lookupIn(application);
  return endsIn(application, ({ gateway, node, port }, { kind }) => {
    if (node !== undefined) return applicationEnd(lookup.node(node), port, kind);
    if (gateway === undefined) return undefined;
    const own = lookup.gateway(gateway);
    const entered = enteredNode(application, own);
    const isHere = entered !== undefined && lookup.external(entered) === undefined;
    return isHere
      ? applicationEnd(lookup.node(entered), enteredListener(application, own)?.port, kind)
      : undefined;
  });
}
