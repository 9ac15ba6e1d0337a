/** Who ends what we have started, when we cannot. */
import { type ChildProcess, spawn } from 'node:child_process';
import { type OrphanReaper, startOrphanReaper } from '../../../lib/local/processes/orphan-reaper';
import { descendantsOf, isAlive, survivorsOf } from '../started';

const sleepers: ChildProcess[] = [];
let reaper: OrphanReaper | undefined;

afterEach(() => {
  reaper?.close();
  for (const sleeper of sleepers.splice(0)) sleeper.kill('SIGKILL');
});

function startSleeper(): number {
  const sleeper = spawn('sleep', ['600'], { detached: true, stdio: 'ignore' });
  sleepers.push(sleeper);
  return sleeper.pid ?? 0;
}

describe('the reaper', () => {
  it('kills what is ours when it is closed, and not what is no longer', async () => {
    reaper = startOrphanReaper();
    const [ours, gone, alsoOurs] = [startSleeper(), startSleeper(), startSleeper()];
    for (const pid of [ours, gone, alsoOurs]) reaper.add(pid);
    reaper.remove(gone);
    reaper.close();
    expect(await survivorsOf([ours, alsoOurs])).toEqual([]);
    expect(isAlive(gone)).toBe(true);
  });

  it('is followed by another that knows everything, when it is killed itself', async () => {
    const before = descendantsOf(process.pid);
    reaper = startOrphanReaper();
    const [shell = 0] = descendantsOf(process.pid).filter((pid) => !before.includes(pid));
    const ours = startSleeper();
    reaper.add(ours);
    process.kill(shell, 'SIGKILL');
    await survivorsOf([shell]);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(isAlive(ours)).toBe(true);
    reaper.close();
    expect(await survivorsOf([ours])).toEqual([]);
  });
});
