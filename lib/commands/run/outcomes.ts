/** Records the outcome of each stack of a command, for its last lines. */
import { byKey } from '../../mesh/by-key';

export interface Outcome {
  readonly stack: string;
  /** `deployed`. @default - it is not finished */
  readonly done?: string;
  readonly isBegun: boolean;
  /** Number of resources that were created, changed or deleted. */
  readonly changes: number;
}

/** Filled while the command works. */
export interface Outcomes {
  expect(stacks: readonly string[]): void;
  begin(stack: string): void;
  /** One resource. */
  change(stack: string): void;
  end(stack: string, done: string): void;
  all(): readonly Outcome[];
}

export function openOutcomes(): Outcomes {
  const found = new Map<string, Outcome>();
  const update = (stack: string, change: (outcome: Outcome) => Partial<Outcome>) => {
    const outcome = found.get(stack);
    if (outcome !== undefined) found.set(stack, { ...outcome, ...change(outcome) });
  };
  return {
    expect: (stacks) => stacks.forEach((stack) => found.set(stack, { stack, isBegun: false, changes: 0 })),
    begin: (stack) => update(stack, () => ({ isBegun: true })),
    change: (stack) => update(stack, ({ changes }) => ({ changes: changes + 1 })),
    end: (stack, done) => update(stack, () => ({ done })),
    all: () => [...found.values()],
  };
}

/** A stack, or one step of the work on it. */
export interface StackTurn {
  readonly name: string;
  /** Printed after the name. */
  readonly said?: string;
  /** Stacks that are finished after this turn. @default - this one */
  readonly ends?: readonly string[];
}

/**
 * Works on the stacks one after the other, and prints which one it works on.
 * @param work resolves with its result: `deployed`, `nothing to change`; with undefined if it failed and the others
 * continue
 */
export async function eachStack<Turn extends StackTurn>(
  { say, outcomes }: { say(line: string): void; readonly outcomes: Outcomes },
  turns: readonly Turn[],
  work: (turn: Turn) => Promise<string | undefined>,
): Promise<void> {
  outcomes.expect(turns.map(({ name }) => name));
  for (const [index, turn] of turns.entries()) {
    const { name, said, ends = [name] } = turn;
    say(`\n==> ${name} (${index + 1} of ${turns.length})${said === undefined ? '' : `, ${said}`}`);
    outcomes.begin(name);
    const done = await work(turn);
    if (done !== undefined) ends.forEach((stack) => outcomes.end(stack, done));
  }
}

/** A command as the user typed it. */
export interface Typed {
  /** `deploy` */
  readonly command: string;
  readonly flags: readonly string[];
  /** The settings (`MESH_…`), which hold no secret, and the region. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Empty if no stack was begun: then nothing was changed. */
export function summarise(outcomes: readonly Outcome[], typed: Typed): string[] {
  if (!outcomes.some(({ isBegun }) => isBegun)) return [];
  const open = outcomes.filter(({ done }) => done === undefined).map(({ stack }) => stack);
  return [
    ...outcomes.map((outcome) => `${outcome.stack}: ${describe(outcome)}`),
    ...(open.length === 0 ? [] : [`go on with: ${commandLine(typed, open)}`]),
  ];
}

function describe({ done, isBegun, changes }: Outcome): string {
  const counted = changes === 0 ? '' : `, ${changes} ${changes === 1 ? 'change' : 'changes'} made`;
  return `${done ?? (isBegun ? 'NOT done' : 'not begun')}${counted}`;
}

function commandLine({ command, flags, environment }: Typed, stacks: readonly string[]): string {
  const settings = Object.entries(environment)
    .filter(([name]) => name.startsWith('MESH_') || name === 'AWS_REGION')
    .sort(byKey)
    .map(([name, value]) => `${name}=${quote(value)}`);
  return [...settings, 'npm run', command, ...stacks, ...(flags.length > 0 ? ['--', ...flags] : [])].join(
    ' ',
  );
}

/** Quoted for a shell. */
function quote(word: string): string {
  return /^[\w./:@%+,=-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
