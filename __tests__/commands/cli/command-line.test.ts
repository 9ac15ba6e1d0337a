import { type CommandLine, usage } from '../../../lib/commands/cli/command-line';

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
