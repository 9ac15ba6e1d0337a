/** Which stacks a command works on: the ones named, or all, in the order of deployment. */
import { MeshError } from '../mesh/problem';
import type { StackEntry } from '../project';
import { stackUnknown } from './problems';

export function chooseStacks(names: readonly string[], stacks: readonly StackEntry[]): StackEntry[] {
  const known = stacks.map(({ name }) => name);
  const unknown = [...new Set(names)].filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new MeshError(unknown.map((name) => stackUnknown(name, known)));
  return stacks.filter(({ name }) => names.length === 0 || names.includes(name));
}
