/**
 * Reports rules of security groups that AWS would refuse. A task has at most two groups, so the quota of groups is never
 * reached.
 */
import type { MeshApplication } from '../mesh/application';
import { isIpv6Block } from '../mesh/entry/client-block';
import { placeOfLoadBalancer } from '../mesh/entry/mesh-load-balancer';
import type { Problem } from '../mesh/checks/problem';
import { problems } from '../mesh/checks/problems';
import type { Quotas } from '../mesh/checks/quotas';
import { quote } from '../mesh/checks/value-text';
import type { Access, AccessOpening, Party } from './access';
import { httpsRules } from './vpc-endpoints';

export function validateRules(application: MeshApplication, access: Access, quotas: Quotas): Problem[] {
  const most = quotas['security-group-rules'];
  // Every task has outbound rules already.
  const own = { inbound: 0, outbound: httpsRules(application.network) };
  const rules = {
    inbound: countRules(...inbound(access)),
    outbound: countRules([...access.edges, ...access.exits].map(({ from }) => from)),
  };
  return access.parties.flatMap((party) =>
    (['inbound', 'outbound'] as const)
      .map((direction) => ({
        direction,
        needed: (rules[direction].get(keyOf(party)) ?? 0) + own[direction],
      }))
      .filter(({ needed }) => needed > most)
      .map(({ direction, needed }) =>
        problems.securityGroupRules(placeOf(application, party), direction, needed, most),
      ),
  );
}

/**
 * Rules of IPv4, and of IPv6: each has the quota of its own, and a rule with a group counts in both
 * (https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups).
 */
function inbound({ edges, doors, innerDoors, openings }: Access): Party[][] {
  const isIpv6 = ({ from }: AccessOpening) => typeof from === 'string' && isIpv6Block(from);
  const isIpv4 = ({ from }: AccessOpening) => typeof from === 'string' && !isIpv6Block(from);
  const inner = [...doors, ...innerDoors];
  return [
    [...edges, ...inner, ...openings.filter((opening) => !isIpv6(opening))],
    [...edges, ...inner.filter(({ ipv6 }) => ipv6), ...openings.filter((opening) => !isIpv4(opening))],
  ].map((ways) => ways.map(({ to }) => to));
}

const keyOf = ({ kind, name }: Party) => `${kind} ${name}`;

/** By party, the most rules of one kind. */
function countRules(...kinds: readonly (readonly Party[])[]): Map<string, number> {
  const most = new Map<string, number>();
  for (const ends of kinds) {
    const counts = new Map<string, number>();
    for (const end of ends) counts.set(keyOf(end), (counts.get(keyOf(end)) ?? 0) + 1);
    for (const [key, count] of counts) most.set(key, Math.max(count, most.get(key) ?? 0));
  }
  return most;
}

function placeOf({ nodes, loadBalancers }: MeshApplication, { kind, name }: Party): string {
  const isNode = kind === 'tasks' && nodes.some((node) => node.name === name);
  if (isNode) return `node ${quote(name)}`;
  const balancer = kind === 'tasks' ? undefined : loadBalancers.find((each) => each.name === name);
  return balancer === undefined ? `gateway ${quote(name)}` : placeOfLoadBalancer(balancer);
}
