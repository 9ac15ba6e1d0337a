import type { CommandLine } from '../../../lib/commands/cli/command-line';
import { readArguments } from '../../../lib/commands/cli/read-arguments';
import { refusalOf } from '../rejections';

const line: CommandLine = {
  name: 'ship',
  purpose: 'Ships it.',
  names: '[stack…]',
  flags: [
    { name: '--auto-approve', meaning: 'Asks nothing.' },
    { name: '--to', value: '<folder>', meaning: 'Where to.' },
  ],
  notes: ['Exit code: 0.'],
};
const bare: CommandLine = { name: 'look', purpose: 'Looks.', flags: [] };

const read = (...words: string[]) => {
  const { names, flags, help } = readArguments(line, words);
  return { names, flags: Object.fromEntries(flags), help };
};

describe('arguments', () => {
  it('are names and flags, in any order', () => {
    expect(read('a', '--to', 'out', 'b', '--auto-approve')).toEqual({
      names: ['a', 'b'],
      flags: { '--auto-approve': '', '--to': 'out' },
      help: false,
    });
  });

  it('take a value after = as well', () => {
    expect(read('--to=a=b').flags).toEqual({ '--to': 'a=b' });
  });

  it('may hold a flag several times where it is a list; of another, the last one counts', () => {
    const label = { name: '-L', value: '<label>', meaning: 'A label.', isList: true } as const;
    const labelled = { ...line, flags: [...line.flags, label] };
    const { flags, lists } = readArguments(labelled, ['-L', 'a', '--to', 'x', '-L=b', '--to', 'y']);
    expect(Object.fromEntries(lists)).toEqual({ '-L': ['a', 'b'] });
    expect(Object.fromEntries(flags)).toEqual({ '--to': 'y' });
  });

  it('may hold the -- that npm needs and node does not', () => {
    expect(read('a', '--', '--auto-approve')).toEqual({
      names: ['a'],
      flags: { '--auto-approve': '' },
      help: false,
    });
  });

  it.each(['--help', '-h'])('ask for help by %s, whatever else is wrong', (word) => {
    expect(read('--nonsense', word).help).toBe(true);
  });

  it.each([
    [
      ['--auto-aprove'],
      'npm run ship: has no such flag, got "--auto-aprove"; did you mean --auto-approve? [flag-unknown]',
    ],
    [
      ['-y'],
      'npm run ship: has no such flag, got "-y"; use one of "--auto-approve", "--help", "--to" [flag-unknown]',
    ],
    [
      ['--auto-approve=yes'],
      'npm run ship > --auto-approve: takes no value, got "yes"; see npm run ship -- --help [flag-value]',
    ],
    [['--to'], 'npm run ship > --to: needs a value: --to <folder>; see npm run ship -- --help [flag-value]'],
    [
      ['--to', '--auto-approve'],
      'npm run ship > --to: needs a value: --to <folder>; see npm run ship -- --help [flag-value]',
    ],
    [['--to='], 'npm run ship > --to: needs a value: --to <folder>; see npm run ship -- --help [flag-value]'],
    [
      ['-abc=d'],
      'npm run ship: has no such flag, got "-abc"; use one of "--auto-approve", "--help", "--to" [flag-unknown]',
    ],
    [
      ['--to', '-a'],
      [
        'npm run ship: has no such flag, got "-a"; use one of "--auto-approve", "--help", "--to" [flag-unknown]',
        'npm run ship > --to: needs a value: --to <folder>; see npm run ship -- --help [flag-value]',
      ].join('\n'),
    ],
    [
      ['--no-auto-approve'],
      'npm run ship: has no such flag, got "--no-auto-approve"; did you mean --auto-approve? [flag-unknown]',
    ],
    [
      ['--__proto__'],
      'npm run ship: has no such flag, got "--__proto__"; use one of "--auto-approve", "--help", "--to" [flag-unknown]',
    ],
  ])('%j are refused', async (words, message) => {
    expect(await refusalOf(() => read(...words))).toBe(message);
  });

  it('may begin with - behind =, and stand close behind a flag of one letter', () => {
    const label = { name: '-L', value: '<label>', meaning: 'A label.' } as const;
    const { flags, names } = readArguments({ ...line, flags: [...line.flags, label] }, [
      '--to=-x',
      '-Lb',
      'c',
    ]);
    expect(Object.fromEntries(flags)).toEqual({ '--to': '-x', '-L': 'b' });
    expect(names).toEqual(['c']);
  });

  it('behind an unknown bundle of letters are read as they stand', async () => {
    const label = { name: '-L', value: '<label>', meaning: 'A label.' } as const;
    const read = (...words: string[]) => readArguments({ ...bare, flags: [label] }, words);
    const message = await refusalOf(() => read('-xL', '--from', 'y'));
    expect(message.split('\n').map((text) => /got "(.*?)"/.exec(text)?.[1])).toEqual(['--from', '-xL', 'y']);
    expect(read('-L', '=a').flags.get('-L')).toBe('=a');
    expect(read('-L=a').flags.get('-L')).toBe('a');
  });

  it('are refused all at once', async () => {
    const message = await refusalOf(() => readArguments(bare, ['a', 'b', '--x', '--y']));
    expect(message.split('\n')).toEqual([
      'npm run look: has no such flag, got "--x"; use one of "--help" [flag-unknown]',
      'npm run look: has no such flag, got "--y"; use one of "--help" [flag-unknown]',
      'npm run look: takes no names, got "a b"; see npm run look -- --help [argument-unexpected]',
    ]);
  });
});
