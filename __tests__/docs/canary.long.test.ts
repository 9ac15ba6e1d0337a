/** `docs/canary.md` followed to the letter on this machine: what it says to run, and what it says to type. */
import { spawnSync } from 'node:child_process';
import { freePort } from '../local/started';
import { describeWithEnvoy } from '../support/envoy';
import { read, root } from './documents';
import { Terminal } from './terminal';

jest.setTimeout(120_000);

const [, here = ''] = read('docs/canary.md').split(/^## /m);
const [start, count] = [...here.matchAll(/^```sh\n(.*?)\n```$/gms)].map(([, command = '']) => command);
const typed = [...here.matchAll(/^```text\n(.*?)\n```$/gms)].map(([, line = '']) => line);

describeWithEnvoy('docs/canary.md', () => {
  let port: number;
  let terminal: Terminal;
  beforeAll(async () => {
    port = await freePort();
    terminal = await Terminal.open(`${start} -- --port ${port}`, root);
  });
  afterAll(async () => {
    expect(await terminal.close()).toContain('stopped; nothing is left');
  });

  /** Answers by color, of a hundred. */
  function countColors(): Record<string, number> {
    const { stdout } = spawnSync('sh', ['-c', (count ?? '').replace('8080', String(port))], {
      encoding: 'utf8',
    });
    const rows = [...stdout.matchAll(/(\d+) \{"color":"(\w+)"\}/g)];
    return Object.fromEntries(rows.map(([, answers, color = '']) => [color, Number(answers)]));
  }

  test('tells what to run and what to type', () => {
    expect({ start, typed: typed.length }).toEqual({ start: 'npm start', typed: 3 });
  });

  test('begins with red alone', async () => {
    await terminal.untilShown(`http://localhost:${port}`);
    expect(countColors()).toEqual({ red: 100 });
  });

  test.each([
    ['red=90,blue=10', ['blue', 'red']],
    ['red=0,blue=100', ['blue']],
    ['red=100,blue=0', ['red']],
  ])('%s answers as it says', async (weights, colors) => {
    const line = typed.find((each) => each.endsWith(weights));
    const [red, blue] = weights.split(',');
    terminal.type(line ?? '');
    await terminal.untilShown(`changed color-service/default:${blue},${red}\n`);
    await terminal.untilShown('replaced the Envoys or services of client.1');
    const counted = countColors();
    expect(Object.keys(counted).sort()).toEqual(colors);
    // Six standard deviations.
    if (colors.length === 2) expect(counted['blue']).toBeLessThan(28);
  });
});
