/** The stacks as data and as lines, for `npm run list`. */
import type { StackEntry, StackPart } from '../../project';
import { formatColumns } from '../../text/columns';

export interface StackDescription {
  readonly name: string;
  readonly part: StackPart;
  /** Absent for `state`, which all applications share. */
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
  const rows = stacks.map(({ name, reads }) => [
    name,
    ...(reads.length === 0 ? [] : [`reads ${reads.join(', ')}`]),
  ]);
  return formatColumns(rows).join('\n');
}
