/** Reports rules of security groups, and groups of a task, that AWS would refuse. */
import type { MeshApplication } from '../mesh/application';
import { isIpv6Block } from '../mesh/entry/client-block';
import { placeOfLoadBalancer } from '../mesh/entry/mesh-load-balancer';
import type { Problem } from '../mesh/checks/problem';
import { problems } from '../mesh/checks/problems';
import type { Quotas } from '../mesh/checks/quotas';
import { quote } from '../mesh/checks/value-text';
import {
  type Access,
  type AccessOpening,
  calledAsMember,
  callerParties,
  groupEdges,
  type Party,
  tasksOf,
} from './access';
import { httpsRules } from './vpc-endpoints';

interface Counted {
  readonly access: Access;
  readonly quotas: Quotas;
  /** Tasks of a service hold a call-path group as well, see `CallPaths`. */
  readonly hasCallPaths: boolean;
}

export function validateRules(application: MeshApplication, counted: Counted): Problem[] {
  return [...validateGroupRules(application, counted), ...validateGroupsOfTasks(application, counted)];
}

function validateGroupRules(application: MeshApplication, { access, quotas }: Counted): Problem[] {
  const most = quotas['security-group-rules'];
  // Every task has outbound rules already.
  const https = httpsRules(application.network);
  const edges = groupEdges(access.edges);
  const rules = {
    inbound: countRules(...inbound({ ...access, edges })),
    outbound: countRules([...edges, ...access.exits].map(({ from }) => from)),
  };
  const shared = new Set(callerParties(access.edges).map(({ name }) => name));
  return access.parties.flatMap((party) =>
    (['inbound', 'outbound'] as const)
      .map((direction) => ({
        direction,
        needed:
          (rules[direction].get(keyOf(party)) ?? 0) +
          (direction === 'outbound' && party.kind === 'tasks' ? https : 0),
      }))
      .filter(({ needed }) => needed > most)
      .map(({ direction, needed }) =>
        problems.securityGroupRules(placeOf(application, party), {
          direction,
          got: needed,
          quota: most,
          mayShare: direction === 'inbound' && isNode(application, party) && !shared.has(party.name),
        }),
      ),
  );
}

/** The task's own group, its call-path group, and one for each node that takes its callers by a shared group. */
function validateGroupsOfTasks(
  application: MeshApplication,
  { access, quotas, hasCallPaths }: Counted,
): Problem[] {
  const most = quotas['security-groups-per-interface'];
  const jobs = new Set(
    application.nodes.filter(({ runs }) => runs.kind !== 'service').map(({ name }) => name),
  );
  return [...calledAsMember(access)].flatMap(([name, callees]) => {
    const got = 1 + (hasCallPaths && !jobs.has(name) ? 1 : 0) + callees.length;
    return got > most ? [problems.securityGroupsMany(placeOf(application, tasksOf(name)), got, most)] : [];
  });
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

const isNode = ({ nodes }: MeshApplication, { kind, name }: Party): boolean =>
  kind !== 'load-balancer' && nodes.some((node) => node.name === name);

function placeOf(application: MeshApplication, party: Party): string {
  const { kind, name } = party;
  if (isNode(application, party)) return `node ${quote(name)}`;
  const balancer =
    kind === 'tasks' ? undefined : application.loadBalancers.find((each) => each.name === name);
  return balancer === undefined ? `gateway ${quote(name)}` : placeOfLoadBalancer(balancer);
}
