/**
 * Reports rules of security groups that AWS would refuse. A task has at most two groups, so the quota of groups is never
 * reached.
 */
import type { MeshApplication } from '../mesh/application';
import { placeOfLoadBalancer } from '../mesh/entry/mesh-load-balancer';
import type { Problem } from '../mesh/checks/problem';
import { problems } from '../mesh/checks/problems';
import type { Quotas } from '../mesh/checks/quotas';
import { quote } from '../mesh/checks/value-text';
import type { Access, Party } from './access';
import { httpsRules } from './vpc-endpoints';

export function validateRules(
  application: MeshApplication,
  { parties, edges, exits, innerDoors }: Access,
  quotas: Quotas,
): Problem[] {
  const most = quotas['security-group-rules'];
  // Every task has outbound rules already.
  const own = { inbound: 0, outbound: httpsRules(application.network) };
  const key = ({ kind, name }: Party) => `${kind} ${name}`;
  const count = (ends: readonly Party[]) => {
    const counts = new Map<string, number>();
    for (const end of ends) counts.set(key(end), (counts.get(key(end)) ?? 0) + 1);
    return counts;
  };
  const rules = {
    inbound: count([...edges, ...innerDoors].map(({ to }) => to)),
    outbound: count([...edges, ...exits].map(({ from }) => from)),
  };
  return parties.flatMap((party) =>
    (['inbound', 'outbound'] as const)
      .map((direction) => ({
        direction,
        needed: (rules[direction].get(key(party)) ?? 0) + own[direction],
      }))
      .filter(({ needed }) => needed > most)
      .map(({ direction, needed }) =>
        problems.securityGroupRules(placeOf(application, party), direction, needed, most),
      ),
  );
}

function placeOf({ nodes, loadBalancers }: MeshApplication, { kind, name }: Party): string {
  const isNode = kind === 'tasks' && nodes.some((node) => node.name === name);
  if (isNode) return `node ${quote(name)}`;
  const balancer = kind === 'tasks' ? undefined : loadBalancers.find((each) => each.name === name);
  return balancer === undefined ? `gateway ${quote(name)}` : placeOfLoadBalancer(balancer);
}
