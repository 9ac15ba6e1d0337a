/** Refuses to destroy resources that are protected, or that another stack still uses. */
import type { Problem } from '../../mesh/checks/problem';
import type { StackEntry, StackPart } from '../../project';
import type { UnknownReader } from '../orphaned-stacks/unknown-readers';
import { stateProtected } from '../terraform-state/problems';
import { addressesOf, type States } from '../terraform-state/state-file';
import { networkInUse, stackInUse, stackProtected } from './problems';

/** Resources that `MESH_PROTECT` protects: cluster, zone, load balancers. */
const PROTECTED: readonly StackPart[] = ['application', 'platform'];

/** Terraform also refuses (`prevent_destroy`), but in the middle of its plan, and without naming the setting. */
export function validateProtection(
  chosen: readonly StackEntry[],
  states: States,
  { protect, stateBucket }: { readonly protect: boolean; readonly stateBucket: string },
): Problem[] {
  if (!protect) return [];
  return chosen.flatMap(({ name, part }) => {
    if (part === 'state') return [stateProtected(stateBucket)];
    return PROTECTED.includes(part) && (states.get(name) ?? []).length > 0 ? [stackProtected(name)] : [];
  });
}

/** Terraform knows no other states, and would destroy resources that another stack still uses. */
export function validateDownstream(
  chosen: readonly StackEntry[],
  stacks: readonly StackEntry[],
  states: States,
): Problem[] {
  const kept = stacks.filter((stack) => !chosen.includes(stack));
  return chosen.flatMap(({ name }) =>
    kept
      .filter((stack) => stack.reads.includes(name))
      .map((stack) => ({ stack, held: addressesOf(states.get(stack.name) ?? []) }))
      .filter(({ held }) => held.length > 0)
      .map(({ stack, held }) => stackInUse(name, stack.name, held)),
  );
}

/** Tasks of applications that are not declared any more stand in the network too. */
export function validateReaders(chosen: readonly StackEntry[], readers: readonly UnknownReader[]): Problem[] {
  return chosen.flatMap(({ name }) =>
    readers
      .filter(({ reads, resources }) => reads.includes(name) && resources.length > 0)
      .map((reader) => networkInUse(name, reader.name, addressesOf(reader.resources))),
  );
}
