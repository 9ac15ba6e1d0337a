/** The stacks as data and as lines, for `npm run list`. */
import type { StackEntry, StackPart } from '../../project';

export interface StackDescription {
  readonly name: string;
  readonly part: StackPart;
  /** Absent for `state`, which all share. */
  readonly application?: string;
  readonly stage?: string;
  readonly reads: readonly string[];
}

export function describeStacks(stacks: readonly StackEntry[]): StackDescription[] {
  return stacks.map(({ name, part, application, reads }) => ({
    name,
    part,
    ...(application && { application: application.name, stage: application.stage }),
    reads,
  }));
}

export function formatStacks(stacks: readonly StackDescription[]): string {
  const width = Math.max(...stacks.map(({ name }) => name.length));
  return stacks
    .map(({ name, reads }) =>
      reads.length === 0 ? name : `${name.padEnd(width)}  reads ${reads.join(', ')}`,
    )
    .join('\n');
}
