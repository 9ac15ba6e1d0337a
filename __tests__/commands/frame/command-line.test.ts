import { type CommandLine, readArguments, usage } from '../../../lib/commands/frame/command-line';
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
  ])('%j are refused', async (words, message) => {
    expect(await refusalOf(() => read(...words))).toBe(message);
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

describe('--help', () => {
  it('says what the command takes', () => {
    expect(usage(line)).toBe(
      [
        'Ships it.',
        '',
        '  npm run ship [stack…] -- [--auto-approve] [--to <folder>]',
        '',
        '  --auto-approve  Asks nothing.',
        '  --to <folder>   Where to.',
        '  --help          Shows this.',
        '',
        'Exit code: 0.',
      ].join('\n'),
    );
    expect(usage(bare)).toBe(['Looks.', '', '  npm run look', '', '  --help  Shows this.'].join('\n'));
  });
});
