/** `npm run destroy <name>` of a stack that the code no longer has. */
import { type Problem, throwErrors } from '../../mesh/checks/problem';
import type { StackEntry } from '../../project';
import { describeFound } from './orphan-checks';
import { applicationsOf } from '../stacks/stack-choice';
import { findOrphans, type LeftAlone, mayBeOf, type Orphan } from './orphans';
import { stackUnproved } from './problems';
import { stackUnknown } from '../stacks/problems';
import { chooseStacks } from '../stacks/stack-choice';
import type { DeployContext } from '../run/deploy-context';

/** The typed names: stacks of the code, chosen before AWS is called, and names that perhaps only the bucket knows. */
export function readStackNames(names: readonly string[]) {
  let left: readonly string[] = [];
  return {
    /** Throws for a name that belongs to no application. */
    choose(stacks: readonly StackEntry[]): StackEntry[] {
      left = names.filter((name) => mayStand(name, stacks));
      const known = names.filter((name) => !left.includes(name));
      return names.length > 0 && known.length === 0 ? [] : chooseStacks(known, stacks);
    },
    orphans: (): 'all' | readonly string[] => (names.length === 0 ? 'all' : left),
  };
}

function mayStand(name: string, stacks: readonly StackEntry[]): boolean {
  return (
    !stacks.some((stack) => stack.name === name) &&
    !name.includes('*') &&
    applicationsOf(stacks).some((application) => mayBeOf(name, application))
  );
}

interface Chosen {
  /** All orphans, also those that are not destroyed: they may use what is destroyed. */
  readonly orphans: readonly Orphan[];
  readonly chosen: readonly Orphan['entry'][];
}

/** Throws for a name that is not one of them. */
export async function chooseOrphans(
  context: DeployContext,
  declared: readonly StackEntry[],
  wanted: 'all' | readonly string[],
): Promise<Chosen> {
  const { stacks } = context;
  const beside = wanted === 'all' || wanted.length > 0 ? stacks : declared;
  const { orphans, left } = await findOrphans(context, applicationsOf(beside));
  const entries = orphans.map(({ entry }) => entry);
  if (wanted === 'all') {
    describeFound({ orphans: [], left }).forEach(context.say);
    return { orphans, chosen: entries };
  }
  throwErrors(validateOrphanNames(wanted, [...stacks, ...entries], left));
  return { orphans, chosen: entries.filter(({ name }) => wanted.includes(name)) };
}

/** @param stacks stacks of the code, and deployed ones without code. @param left states that may belong to others */
export function validateOrphanNames(
  wanted: 'all' | readonly string[],
  stacks: readonly StackEntry[],
  left: readonly LeftAlone[] = [],
): Problem[] {
  const known = stacks.map(({ name }) => name);
  return wanted === 'all'
    ? []
    : wanted
        .filter((name) => !known.includes(name))
        .map((name) => {
          const unproved = left.find((each) => each.name === name);
          return unproved ? stackUnproved(name, unproved.because) : stackUnknown(name, known);
        });
}
