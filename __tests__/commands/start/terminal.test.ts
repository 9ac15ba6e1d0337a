/** Logs above, the line being typed below: tried in a pseudo-terminal of 60 columns, on what its screen shows. */
import { join } from 'node:path';
import {
  describeWithPseudoTerminal,
  openPseudoTerminal,
  type PseudoTerminal,
} from '../../support/pseudo-terminal';

jest.setTimeout(100_000);

const COLUMNS = 60;
const root = join(__dirname, '..', '..', '..');

/** As a terminal breaks it. */
function broken(text: string): string[] {
  return (text.match(new RegExp(`.{1,${COLUMNS}}`, 'g')) ?? ['']).map((row) => row.trimEnd());
}

/** Every row that `chatty` has printed until its line `count`, whatever was typed meanwhile. */
function printed(count: number): string[] {
  return Array.from({ length: count }, (_, index) => index + 1).flatMap((number) =>
    broken(`log ${number} ${'x'.repeat(number % 100)} end`),
  );
}

/** The rows without these: each is removed once, at its place. */
function without(rows: readonly string[], some: readonly string[]): string[] {
  const left = [...some];
  return rows.filter((row) => {
    const at = left.indexOf(row);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

const countOf = (rows: readonly string[]) =>
  Math.max(0, ...rows.map((row) => Number(/^log (\d+)/.exec(row)?.[1] ?? 0)));

describeWithPseudoTerminal('a line that is being typed while logs come', () => {
  let terminal: PseudoTerminal;
  beforeEach(async () => {
    terminal = openPseudoTerminal(
      [process.execPath, '-r', 'tsx/cjs', join('__tests__', 'support', 'chatty.ts')],
      { columns: COLUMNS, cwd: root, env: process.env },
    );
    await terminal.until('a log', (rows) => countOf(rows) > 0);
  });
  afterEach(() => void terminal.process.kill('SIGKILL'));

  const until = (count: number) => terminal.until(`log ${count}`, (rows) => countOf(rows) >= count);
  /** What is below the last log. */
  const shown = () => {
    const rows = terminal.screen.rows();
    return rows.slice(rows.findLastIndex((row) => row.startsWith('> '))).join('');
  };

  test.each([
    ['short', 'set color-service/default:red=1'],
    ['longer than a row', `set ${'a-long-service/and-a-route:'.repeat(4)}red=1`],
  ])('stays whole below them: %s', async (_what, line) => {
    for (const character of line) {
      terminal.type(character);
      await until(countOf(terminal.screen.rows()) + 1);
    }
    await terminal.until('the line, whole', () => shown() === `> ${line}`);
    await until(countOf(terminal.screen.rows()) + 20);
    await terminal.until('the line, still whole', () => shown() === `> ${line}`);
    terminal.type('\r');
    const heard = broken(`heard ${line}`);
    await terminal.until('what was heard', (rows) => heard.every((row) => rows.includes(row)));
    terminal.type('\u0004');
    expect(await terminal.ended).toBe(0);
    const rows = terminal.screen.rows();
    const [, over = ''] = /^over after (\d+)$/m.exec(rows.join('\n')) ?? [];
    // No log is lost or torn, and of what was typed nothing is among them but the line that was sent.
    const sent = [...broken(`> ${line}`), ...heard, `over after ${over}`, ''];
    expect(without(rows, sent)).toEqual(printed(Number(over)));
  });

  test('can be corrected, moved in and brought back', async () => {
    terminal.type('statsu');
    await until(countOf(terminal.screen.rows()) + 3);
    terminal.type('\u007f\u007f');
    await until(countOf(terminal.screen.rows()) + 3);
    terminal.type('us!\u001b[D'); // Cursor left: before the mark.
    await until(countOf(terminal.screen.rows()) + 3);
    terminal.type('?');
    await terminal.until('the line', () => shown() === '> status?!');
    terminal.type('\r');
    await terminal.until('what was heard', (rows) => rows.includes('heard status?!'));
    terminal.type('\u001b[A');
    await terminal.until('the line again', () => shown() === '> status?!');
  });

  test('ends with Ctrl-C, and leaves no prompt', async () => {
    terminal.type('half a li\u0003');
    expect(await terminal.ended).toBe(0);
    expect(terminal.screen.rows().filter((row) => row.startsWith('>'))).toEqual([]);
    expect(terminal.screen.rows().slice(-2)).toEqual([expect.stringMatching(/^over after \d+$/), '']);
  });
});
