/** Who ends what we have started, when we cannot. */
import { type ChildProcess, spawn } from 'node:child_process';
import { type Keeper, startKeeper } from '../../../lib/local/processes/orphan-reaper';
import { descendantsOf, isAlive, survivorsOf } from '../started';

const sleepers: ChildProcess[] = [];
let keeper: Keeper | undefined;

afterEach(() => {
  keeper?.close();
  for (const sleeper of sleepers.splice(0)) sleeper.kill('SIGKILL');
});

function startSleeper(): number {
  const sleeper = spawn('sleep', ['600'], { detached: true, stdio: 'ignore' });
  sleepers.push(sleeper);
  return sleeper.pid ?? 0;
}

describe('the keeper', () => {
  it('kills what is ours when it is closed, and not what is no longer', async () => {
    keeper = startKeeper();
    const [ours, gone, alsoOurs] = [startSleeper(), startSleeper(), startSleeper()];
    for (const pid of [ours, gone, alsoOurs]) keeper.add(pid);
    keeper.remove(gone);
    keeper.close();
    expect(await survivorsOf([ours, alsoOurs])).toEqual([]);
    expect(isAlive(gone)).toBe(true);
  });

  it('is followed by another that knows everything, when it is killed itself', async () => {
    const before = descendantsOf(process.pid);
    keeper = startKeeper();
    const [shell = 0] = descendantsOf(process.pid).filter((pid) => !before.includes(pid));
    const ours = startSleeper();
    keeper.add(ours);
    process.kill(shell, 'SIGKILL');
    await survivorsOf([shell]);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(isAlive(ours)).toBe(true);
    keeper.close();
    expect(await survivorsOf([ours])).toEqual([]);
  });
});
