import { type Command, CommandEnd, exitCodeOf } from '../../../lib/commands/cli/command';
import { MeshError } from '../../../lib/mesh/checks/problem';

const run = (work: Command['run'], ...words: string[]) =>
  exitCodeOf({ line: { name: 'look', purpose: 'Looks.', flags: [] }, run: work }, words);

describe('a command', () => {
  const printed: string[] = [];
  beforeEach(() => {
    printed.length = 0;
    const print = (text: unknown) =>
      void printed.push(text instanceof Error ? 'a stack trace' : String(text));
    jest.spyOn(console, 'error').mockImplementation(print);
    jest.spyOn(console, 'log').mockImplementation(print);
  });
  afterEach(() => jest.restoreAllMocks());

  it('ends with what its work says', async () => {
    expect(await run(() => 2)).toBe(2);
    expect(printed).toEqual([]);
  });

  it('prints a problem as one line, without a stack trace, and ends with 1', async () => {
    const problem = {
      code: 'c',
      severity: 'error',
      where: 'here',
      what: 'is wrong',
      fix: 'mend it',
    } as const;
    expect(
      await run(() => {
        throw new MeshError([problem]);
      }),
    ).toBe(1);
    expect(printed).toEqual(['here: is wrong; mend it [c]']);
  });

  it('adds nothing where all has been said', async () => {
    expect(await run(() => Promise.reject(new CommandEnd(130)))).toBe(130);
    expect(printed).toEqual([]);
  });

  it('shows where a mistake of ours happened', async () => {
    expect(await run(() => Promise.reject(new Error('bug')))).toBe(1);
    expect(printed).toEqual(['a stack trace']);
  });

  it('does nothing when asked for help', async () => {
    expect(await run(() => 2, '--help')).toBe(0);
    expect(printed[0]).toMatch(/^Looks\./);
  });

  it('does nothing when it is called wrongly', async () => {
    expect(await run(() => 2, '--nonsense')).toBe(1);
    expect(printed[0]).toMatch(/\[flag-unknown\]$/);
  });
});
