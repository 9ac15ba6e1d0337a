/** `npm start` as a developer uses it: in a pseudo-terminal, while requests run. */
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { describeWithEnvoy, envoyBinary } from '../support/envoy';
import {
  describeWithPseudoTerminal,
  openPseudoTerminal,
  type PseudoTerminal,
} from '../support/pseudo-terminal';
import { freePort, tally } from './started';

jest.setTimeout(100_000);

describeWithEnvoy('npm start', () =>
  describeWithPseudoTerminal('in a terminal', () => {
    let terminal: PseudoTerminal;
    let port: number;
    beforeAll(async () => {
      port = await freePort();
      const words = ['npm', 'start', '--', '--no-open', '--access-log', '--port', String(port)];
      const env = { ...process.env, ENVOY_BIN: await envoyBinary() };
      terminal = openPseudoTerminal(words, { columns: 220, cwd: join(__dirname, '..', '..'), env });
    });
    afterAll(() => void terminal.process.kill('SIGKILL'));

    const ask = async () => (await fetch(`http://127.0.0.1:${port}/gateway/color/color`)).text();
    const shown = (text: string) => terminal.until(text, (rows) => rows.some((row) => row.startsWith(text)));
    const count = (text: string) => terminal.screen.rows().filter((row) => row.includes(text)).length;

    test('ends its table with the address to open and what can be typed', async () => {
      await shown(`Open http://localhost:${port}`);
      await shown('Type status, set color-service/default:blue=50,red=50, logs <task>, help or quit');
    });

    test('keeps a line whole that is typed while requests are logged, and does what it says', async () => {
      const line = 'set color-service/default:red=0,blue=100';
      for (const character of line) {
        terminal.type(character);
        await ask();
      }
      await terminal.until('logs of requests', () => count('GET /gateway/color/color') > line.length);
      await terminal.until('the line', (rows) => rows.at(-1) === `> ${line}`);
      terminal.type('\r');
      await shown('changed color-service/default:blue=100,red=0');
      expect(await tally(10, ask)).toEqual({ '{"color":"blue"}': 10 });
    });

    test('takes status, and logs of one task by name', async () => {
      terminal.type('status\r');
      await shown(
        'set: color-service/default:blue=100,red=0 (line "set color-service/default:red=0,blue=100")',
      );
      terminal.type('logs red.1\r');
      await shown('logs of red.1 alone, with each request');
      await sleep(500); // Envoy writes its log ten times a second.
      const before = count('GET /gateway/color/color');
      await tally(5, ask);
      await sleep(500);
      expect(count('GET /gateway/color/color')).toBe(before);
    });

    test('ends by quit', async () => {
      terminal.type('quit\r');
      expect(await terminal.ended).toBe(0);
      expect(terminal.screen.rows()).toContain('stopped; nothing is left');
    });
  }),
);
