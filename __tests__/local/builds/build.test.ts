/** A build that is interrupted leaves no compiler that goes on, and is no build: the next start builds again. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lastBuildStart, buildSource } from '../../../lib/local/builds/build';
import { type OrphanReaper, startOrphanReaper } from '../../../lib/local/processes/orphan-reaper';
import { survivorsOf } from '../started';

let folder: string;
let reaper: OrphanReaper;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'build-'));
  reaper = startOrphanReaper();
});
afterEach(() => {
  reaper.close();
  rmSync(folder, { recursive: true, force: true });
});

function build(script: string, interrupted = new AbortController().signal): Promise<void> {
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ scripts: { build: script } }));
  const machine = { PATH: process.env['PATH'] ?? '' };
  return buildSource(folder, { root: folder, machine, reaper, interrupted, tell: () => undefined });
}

/** Says who it is, in a file that is there as soon as it is whole. */
const HANGS = 'mkdir -p dist; sleep 600 & echo $! > pid.new; mv pid.new dist/pid; wait';

async function compiler(): Promise<number> {
  const file = join(folder, 'dist', 'pid');
  while (!existsSync(file)) await sleep(10);
  return Number(readFileSync(file, 'utf8'));
}

describe('a build', () => {
  it('counts from when it began', async () => {
    const before = Date.now();
    await build('mkdir dist && sleep 0.2');
    const after = Date.now();
    expect(lastBuildStart(folder)).toBeGreaterThanOrEqual(before - 1);
    expect(lastBuildStart(folder)).toBeLessThan(after - 200);
  });

  it('that is interrupted ends with all that it started, and does not count', async () => {
    const interrupt = new AbortController();
    const building = build(HANGS, interrupt.signal);
    const pid = await compiler();
    interrupt.abort();
    await expect(building).rejects.toThrow('aborted');
    expect(await survivorsOf([pid])).toEqual([]);
    expect(lastBuildStart(folder)).toBeUndefined();
  });

  it('ends with us, however we end', async () => {
    const building = build(HANGS);
    const pid = await compiler();
    reaper.close();
    await expect(building).rejects.toThrow('[service-build-failed]');
    expect(await survivorsOf([pid])).toEqual([]);
  });

  it('that fails does not count', async () => {
    await expect(build('mkdir dist && exit 1')).rejects.toThrow('[service-build-failed]');
    expect(lastBuildStart(folder)).toBeUndefined();
  });
});
