/**
 * Refuses a change of `callerGroup` that would close the way of running tasks, or wait for them without end. States say which
 * groups tasks hold, and which rules stay until the last old task has gone.
 */
import type { Problem } from '../../mesh/checks/problem';
import type { MeshNode } from '../../mesh/node';
import { targetNamed } from '../../targets';
import { groupAddress, holdersOf, serviceAddress } from '../switch-target/running-nodes';
import type { StateResource } from '../terraform-state/state-file';
import type { Change } from './nodes-in-use-check';
import { callersInUse, callersStillHold } from './nodes-in-use-problems';

export function validateCallerGroups(change: Change): Problem[] {
  const { application, target } = change;
  const nodes = new Map(application.nodes.map((node) => [node.name, node]));
  const calls = targetNamed(target).calls(application);
  const pairs = new Map(calls.map(({ from, to }) => [`${from} ${to}`, { from, to }]));
  return [...pairs.values()].flatMap(({ from, to }) => {
    const callee = nodes.get(to);
    const caller = runningCaller(change, from);
    return callee === undefined || caller === undefined ? [] : validateCaller(change, callee, caller);
  });
}

interface RunningCaller {
  readonly name: string;
  readonly stack: string;
  /** Ids of the groups of its tasks. */
  readonly groups: readonly string[];
  /** Addresses of what stays until its old tasks have gone. */
  readonly keeps: readonly string[];
}

function runningCaller({ states }: Change, name: string): RunningCaller | undefined {
  for (const [stack, resources] of states) {
    const at = (address: string) => resources.find((resource) => resource.address === address);
    const service = at(serviceAddress(name));
    if (service === undefined) continue;
    return {
      name,
      stack,
      groups: groupsOf(service),
      keeps: at(groupAddress(`${name}_ways`))?.dependsOn ?? [],
    };
  }
  return undefined;
}

function validateCaller({ states, chosen }: Change, callee: MeshNode, caller: RunningCaller): Problem[] {
  const [platform] = holdersOf(states, groupAddress(callee.name));
  if (platform === undefined) return [];
  const resources = states.get(platform) ?? [];
  const isOther = platform !== caller.stack;
  const own = resources.filter(({ address }) => isRule(address, callee.name, caller.name));
  const shared = resources.find(({ address }) => address === groupAddress(`${callee.name}_callers`));
  const isMember = caller.groups.includes(String(shared?.instances[0]?.['id']));
  switch (callee.callerGroup) {
    case 'both':
      return [];
    case 'shared': {
      const isKept = own.every(({ address }) => caller.keeps.includes(address));
      return isMember || isKept || !chosen.has(platform) ? [] : [callersInUse(callee.name, caller.name)];
    }
    case 'own':
      // In one stack Terraform makes the new rules first, and the caller's old tasks have the group that these name.
      if (!isMember || !isOther) return [];
      if (own.length === 0) return [callersInUse(callee.name, caller.name)];
      return chosen.has(platform) ? [callersStillHold(callee.name, caller.name, caller.stack)] : [];
  }
}

/** `aws_vpc_security_group_ingress_rule.web_from_client_3000`. No name has a `_`. */
const isRule = (address: string, callee: string, caller: string): boolean =>
  address.startsWith(`aws_vpc_security_group_ingress_rule.${callee}_from_${caller}_`);

function groupsOf({ instances: [service] }: StateResource): string[] {
  const [network] = (service?.['network_configuration'] ?? []) as readonly { security_groups?: string[] }[];
  return network?.security_groups ?? [];
}
