/** Nodes that listen and that no request can reach: no node or gateway calls them, and no load balancer leads to them. */
import type { MeshApplication } from '../application';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { quote } from '../checks/value-text';
import { targetsOf } from '../service';

/** An application without a way in is called from elsewhere, or is not finished. */
export function validateReachable(application: MeshApplication): Problem[] {
  const { nodes, services, gateways, loadBalancers } = application;
  const isEntered =
    gateways.length > 0 || loadBalancers.length > 0 || nodes.some(({ open }) => open !== undefined);
  if (!isEntered) return [];
  const called = new Set([
    ...nodes.flatMap(({ backends }) => backends),
    ...gateways.flatMap(({ routes }) => routes.map(({ service }) => service)),
  ]);
  const reached = new Set([
    ...services.filter(({ name }) => called.has(name)).flatMap(targetsOf),
    ...loadBalancers.flatMap(({ routes }) => routes.map(({ node }) => node)),
  ]);
  return nodes
    .filter(
      ({ name, listeners, runs, open }) =>
        runs.kind === 'service' && listeners.length > 0 && open === undefined && !reached.has(name),
    )
    .map(({ name }) => problems.unreachable(`node ${quote(name)}`));
}
