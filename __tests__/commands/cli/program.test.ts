import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runProgram } from '../../../lib/commands/cli/program';

const env = { ...process.env } as Record<string, string>;
const root = join(__dirname, '..', '..', '..');

describe('a program that a command runs', () => {
  it.each([
    ['0', 0],
    ['2', 2],
  ])('ends with its own exit code: %s', async (code, expected) => {
    expect(await runProgram(process.execPath, ['-e', `process.exit(${code})`], { cwd: root, env })).toBe(
      expected,
    );
  });

  it('that is killed counts as shells count', async () => {
    const suicide = ['-e', 'process.kill(process.pid, "SIGKILL"); setTimeout(() => {}, 9999)'];
    expect(await runProgram(process.execPath, suicide, { cwd: root, env })).toBe(137);
  });

  it('that does not exist is an error', async () => {
    await expect(runProgram('no-such-program', [], { cwd: root, env })).rejects.toThrow('ENOENT');
  });
});

/** Like terraform: at an interrupt it says so, takes a moment, and counts the interrupts. It starts a provider. */
const TOOL = `
const provider = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
let interrupts = 0;
process.on('SIGINT', () => {
  interrupts += 1;
  setTimeout(() => { console.log('interrupts: ' + interrupts); process.exit(1); }, 600);
});
console.log('provider ' + provider.pid);
setInterval(() => {}, 1000);
`;
const COMMAND = `
import { exitCodeOf } from '${root}/lib/commands/cli/command';
import { runProgram } from '${root}/lib/commands/cli/program';
const run = () => runProgram(process.execPath, [__dirname + '/tool.js'], { cwd: __dirname, env: { ...process.env } as Record<string, string> });
void exitCodeOf({ line: { name: 'x', purpose: 'x', flags: [] }, run }, []).then((code) => { process.exitCode = code; });
`;

describe('Ctrl-C', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'program-'));
    writeFileSync(join(folder, 'tool.js'), TOOL);
    writeFileSync(join(folder, 'command.ts'), COMMAND);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)(
    'by %s reaches terraform once, however often it is sent; nothing is left running',
    async (signal, exitCode) => {
      const command = spawn(process.execPath, ['-r', 'tsx/cjs', join(folder, 'command.ts')], { cwd: root });
      const output = { stdout: '', stderr: '' };
      command.stdout.on('data', (chunk: Buffer) => {
        output.stdout += chunk.toString();
        if (/provider \d+\n$/.test(output.stdout)) command.kill(signal);
      });
      // Again once it is at work, as npm passes on what the terminal has sent already.
      command.stderr.on('data', (chunk: Buffer) => {
        output.stderr += chunk.toString();
        if (output.stderr.endsWith('release its lock\n')) command.kill(signal);
      });
      const ended = await new Promise((resolve) => command.once('close', resolve));
      const provider = Number(/provider (\d+)/.exec(output.stdout)?.[1]);
      const left = await staysRunning(provider);
      if (left) process.kill(provider, 'SIGKILL');
      expect({ ended, left }).toEqual({ ended: exitCode, left: false });
      expect(output.stdout).toMatch(/interrupts: 1\n$/);
    },
    20_000,
  );
});

/** A zombie is dead, though its parent has not asked for its exit code. In a container perhaps no process ever does. */
function isRunning(pid: number): boolean {
  const state = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
  return state !== '' && !state.startsWith('Z');
}

/** What is killed ends a moment later. */
async function staysRunning(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 50 && isRunning(pid); tries += 1) await sleep(100);
  return isRunning(pid);
}
