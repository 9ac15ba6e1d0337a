import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { until } from '../targets/envoy/data-plane/until';
import { spawnOnLeash } from './envoy';

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** Says its own process id, and stays. */
const PROGRAM = ['sh', '-c', 'echo $$; exec sleep 60'];

describe('a program on the leash', () => {
  it('ends when its input is closed', async () => {
    const child = spawnOnLeash(PROGRAM);
    const [pid] = (await once(child.stdout ?? child, 'data')) as [Buffer];
    expect(isAlive(Number(pid))).toBe(true);
    child.stdin?.end();
    await until('it is gone', () => !isAlive(Number(pid)));
  });

  it('ends when the process that started it is killed', async () => {
    const start = `require('./envoy').spawnOnLeash(${JSON.stringify(PROGRAM)}).stdout.pipe(process.stdout)`;
    const parent = spawn(process.execPath, ['-r', 'tsx/cjs', '-e', start], {
      cwd: join(__dirname),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [pid] = (await once(parent.stdout, 'data')) as [Buffer];
    expect(isAlive(Number(pid))).toBe(true);
    parent.kill('SIGKILL');
    await until('it is gone', () => !isAlive(Number(pid)));
  }, 20_000);

  it('gives back its exit code', async () => {
    const child = spawnOnLeash(['sh', '-c', 'exit 7']);
    const [code] = (await once(child, 'exit')) as [number];
    child.stdin?.end();
    expect(code).toBe(7);
  });
});
