import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inInitTurn, lockPort } from '../../../lib/commands/terraform/init-lock';

const say = () => undefined;

describe('the turn of terraform init', () => {
  it('is one at a time for one cache', async () => {
    const order: string[] = [];
    const one = (name: string) =>
      inInitTurn({ cache: '/cache/one-at-a-time', say }, async () => {
        order.push(`${name} begins`);
        await sleep(50);
        order.push(`${name} ends`);
      });
    await Promise.all([one('a'), one('b'), one('c')]);
    const names = order.map((line) => line.slice(0, 1));
    expect(order.map((line) => line.slice(2))).toEqual([
      'begins',
      'ends',
      'begins',
      'ends',
      'begins',
      'ends',
    ]);
    expect([names[0], names[2], names[4]]).toEqual([names[1], names[3], names[5]]);
  });

  it('is given back where the work fails', async () => {
    const turn = { cache: '/cache/failing', say };
    await expect(inInitTurn(turn, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await inInitTurn(turn, () => Promise.resolve('done'))).toBe('done');
  });

  it('is kept by an init whose command was killed, and a command that waits for long is told', async () => {
    const cache = '/cache/killed';
    const holder = spawn(process.execPath, ['-r', 'tsx/cjs', join(__dirname, 'turn-holder.ts'), cache], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [text] = (await once(holder.stdout.setEncoding('utf8'), 'data')) as [string];
    const child = Number(text);
    try {
      await killed(holder);
      const said: string[] = [];
      const waiting = inInitTurn({ cache, say: (line) => said.push(line) }, () => Promise.resolve('done'));
      expect(await Promise.race([waiting, sleep(2_500, 'waits')])).toBe('waits');
      expect(said).toEqual([
        'another terraform init uses the same cache of providers: waiting until it has ended',
      ]);
      process.kill(child, 'SIGKILL');
      expect(await waiting).toBe('done');
    } finally {
      endIfThere(child);
    }
  });

  it('has a port in a range of its own', () => {
    const ports = Array.from({ length: 500 }, (_, index) => lockPort(`/cache/${index}`));
    expect(Math.min(...ports)).toBeGreaterThanOrEqual(15_100);
    expect(Math.max(...ports)).toBeLessThan(15_500);
  });
});

async function killed(process: ChildProcess): Promise<void> {
  process.kill('SIGKILL');
  await once(process, 'exit');
}

function endIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It was ended by the test.
  }
}
