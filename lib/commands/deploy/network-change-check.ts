/** Refuses to move a running application to another VPC: its zone, security groups and load balancers would be replaced. */
import { accountName } from '../../mesh/account-names';
import type { MeshApplication } from '../../mesh/application';
import type { Problem } from '../../mesh/checks/problem';
import type { StackEntry } from '../../project';
import type { Orphan } from '../orphaned-stacks/orphans';
import type { StateResource, States } from '../terraform-state/state-file';
import { networkMoved } from './problems';

/** Finds a move into or out of the application's own network. The ids of two existing networks are not known here. */
export function validateNetworkChange(
  chosen: readonly StackEntry[],
  states: States,
  orphans: readonly Orphan[],
): Problem[] {
  return chosen.flatMap(({ name, part, application }) => {
    if (application === undefined || (part !== 'application' && part !== 'platform')) return [];
    // The user's `extend.ts` may declare groups in other VPCs.
    const used = textsIn(states.get(name) ?? [], 'aws_security_group', 'vpc_id');
    const own = textsIn(networkOf(application, states, orphans), 'aws_vpc', 'id');
    const vpc = used.find((id) => own.includes(id)) ?? used[0];
    if (vpc === undefined || own.includes(vpc) === (application.network.kind === 'own')) return [];
    return [networkMoved(application.name, vpc)];
  });
}

function networkOf(
  application: MeshApplication,
  states: States,
  orphans: readonly Orphan[],
): readonly StateResource[] {
  const stack = accountName(application, 'network');
  const left = orphans.filter(({ entry }) => entry.name === stack).flatMap(({ resources }) => resources);
  return [...(states.get(stack) ?? []), ...left];
}

function textsIn(resources: readonly StateResource[], type: string, field: string): string[] {
  return resources
    .filter((resource) => resource.type === type)
    .flatMap(({ instances }) => instances.map((attributes) => attributes[field]))
    .filter((value) => typeof value === 'string');
}
