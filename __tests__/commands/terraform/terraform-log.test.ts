import { mkdtempSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { finishLog, LOG_FILE, logCall } from '../../../lib/commands/terraform/terraform-log';

describe('the log of a command', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'log-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const log = () => readFileSync(join(folder, LOG_FILE), 'utf8').replaceAll(/\d{4}-\S+Z/g, '<time>');

  it('has every call with the time and its words, what it says, and what it says is wrong', () => {
    for (const word of ['init', 'plan']) {
      const call = logCall(folder, ['-chdir=dev-shop', word], () => undefined);
      writeSync(call.stdout, `${word} works\n`);
      writeSync(call.stderr, `Error: ${word}\n`);
      expect(call.end()).toEqual({ stdout: `${word} works\n`, stderr: `Error: ${word}\n` });
    }
    expect(log()).toBe(
      '\n# <time> terraform -chdir=dev-shop init\ninit works\nError: init\n' +
        '\n# <time> terraform -chdir=dev-shop plan\nplan works\nError: plan\n',
    );
    expect(statSync(join(folder, LOG_FILE)).mode & 0o777).toBe(0o600);
  });

  it('is heard while it grows, whole characters only', async () => {
    const heard: string[] = [];
    const call = logCall(folder, ['plan'], (text) => heard.push(text));
    const [first, ...rest] = Buffer.from('─');
    writeSync(call.stdout, Buffer.from([first ?? 0]));
    await sleep(250);
    writeSync(call.stdout, Buffer.from(rest));
    writeSync(call.stdout, 'x'.repeat(200_000));
    call.end();
    expect(heard.length).toBeGreaterThan(2);
    expect(heard.join('')).toBe(`─${'x'.repeat(200_000)}`);
  });

  it('has no colours in the end, which are for a screen', () => {
    const call = logCall(folder, ['plan'], () => undefined);
    writeSync(call.stdout, '\u001b[1mPlan:\u001b[0m\n');
    call.end();
    finishLog(folder);
    expect(log()).toBe('\n# <time> terraform plan\nPlan:\n');
  });
});
