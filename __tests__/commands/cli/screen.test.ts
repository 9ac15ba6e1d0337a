import { openScreen } from '../../../lib/commands/cli/screen';

function written(isTerminal: boolean, text: string): string {
  let all = '';
  const now = () => new Date('2026-11-30T21:42:48.123Z');
  openScreen({ isTerminal, write: (each) => (all += each), now })(text);
  return all;
}

test('lines have the time where there is no terminal; empty ones part paragraphs', () => {
  expect(written(false, '\n==> dev-shop\n  + a')).toBe(
    '\n2026-11-30T21:42:48Z ==> dev-shop\n2026-11-30T21:42:48Z   + a\n',
  );
  expect(written(true, '\n==> dev-shop')).toBe('\n==> dev-shop\n');
});
