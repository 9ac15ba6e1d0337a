/** Which stacks a command works on: the named ones, or all, in the order of deployment. */
import { MeshError } from '../../mesh/checks/problem';
import type { MeshApplication } from '../../mesh/application';
import type { StackEntry } from '../../project';
import { stackUnknown } from './problems';

/** @param names stack names; `*` stands for any part of a name, as in cdktf: `dev-ecsworkshop-*` */
export function chooseStacks(names: readonly string[], stacks: readonly StackEntry[]): StackEntry[] {
  const wanted = [...new Set(names)].map((name) => ({ name, fits: matcherOf(name) }));
  const unknown = wanted.filter(({ fits }) => !stacks.some((stack) => fits(stack.name)));
  if (unknown.length > 0) {
    const known = stacks.map(({ name }) => name);
    throw new MeshError(unknown.map(({ name }) => stackUnknown(name, known)));
  }
  return stacks.filter(({ name }) => wanted.length === 0 || wanted.some(({ fits }) => fits(name)));
}

function matcherOf(name: string): (stack: string) => boolean {
  const parts = name.split('*').map((part) => part.replace(/[^A-Za-z0-9_-]/g, '\\$&'));
  const pattern = new RegExp(`^${parts.join('.*')}$`);
  return (stack) => pattern.test(stack);
}

/** Each application once, in the order of the stacks. */
export function applicationsOf(stacks: readonly StackEntry[]): MeshApplication[] {
  return [...new Set(stacks.flatMap(({ application }) => application ?? []))];
}

/** Whether the stack holds tasks, roles and security groups of an application, which depend on the target. */
export function isOfTarget({ part }: Pick<StackEntry, 'part'>): boolean {
  return part === 'application' || part === 'platform' || part === 'services';
}
