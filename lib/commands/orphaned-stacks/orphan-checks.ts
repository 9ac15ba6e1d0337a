/** Reports the deployed stacks that no application declares, before anything is applied. */
import type { Problem } from '../../mesh/checks/problem';
import type { StackEntry } from '../../project';
import { findOrphans, type Found, type Orphan } from './orphans';
import { applicationsOf } from '../stacks/stack-choice';
import { describeLeft, describeOrphan, stackOrphaned } from './problems';
import { addressesOf, type StateResource, type States } from '../terraform-state/state-file';
import type { BucketStanding } from '../terraform-state/state-store';
import type { DeployContext } from '../run/deploy-context';

/** For the applications that have a chosen stack. */
export async function orphansBeside(
  context: DeployContext,
  standing: BucketStanding,
  chosen: readonly StackEntry[],
): Promise<Found> {
  const applications = applicationsOf(chosen);
  if (standing.kind !== 'own' || applications.length === 0) return { orphans: [], left: [] };
  return findOrphans(context, applications);
}

/** Lines for the user: which stacks are deployed, and how to remove them. */
export function describeFound({ orphans, left }: Found): string[] {
  return [
    ...orphans.map(({ entry, resources }) => describeOrphan(entry.name, addressesOf(resources))),
    ...left.map(({ key, because }) => describeLeft(key, because)),
  ];
}

interface Change {
  /** The resources of the deployed stacks, by the name of the stack. */
  readonly states: States;
  /** Addresses of the resources that the JSON of a stack declares. */
  declares(stack: string): ReadonlySet<string>;
}

/**
 * Refuses to delete resources that an orphan's tasks still use: AWS would refuse too, after Terraform has tried for
 * minutes.
 */
export function validateOrphans(
  orphans: readonly Orphan[],
  chosen: readonly StackEntry[],
  { states, declares }: Change,
): Problem[] {
  const going = chosen.flatMap(({ name, part }) => {
    const declared = part === 'state' ? undefined : declares(name);
    return (states.get(name) ?? [])
      .filter(({ address }) => declared !== undefined && !declared.has(address))
      .map((resource) => ({ stack: name, resource }));
  });
  return orphans.flatMap(({ entry, resources }) => {
    const text = JSON.stringify(resources.map(({ instances }) => instances));
    const used = going.filter(({ resource }) =>
      idsOf(resource).some((id) => text.includes(JSON.stringify(id))),
    );
    const [first] = used;
    return first === undefined
      ? []
      : [stackOrphaned(entry.name, first.stack, addressesOf(used.map(({ resource }) => resource)))];
  });
}

function idsOf({ instances }: StateResource): string[] {
  return instances
    .flatMap(({ id, arn }) => [id, arn])
    .filter((value): value is string => typeof value === 'string' && value !== '');
}
