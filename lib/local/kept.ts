/** A program that is kept running: started again, after a while, whenever it ends unasked. */
import { setTimeout as sleep } from 'node:timers/promises';
import { MeshError } from '../mesh/problem';
import { type Child, startChild } from './child';
import type { Tell } from './events';
import type { Keeper } from './keeper';
import { taskNotReady } from './problems';
import type { Program } from './programs';
import { waitUntilReady } from './readiness';

export interface KeptRefs {
  readonly keeper: Keeper;
  readonly tell: Tell;
}

export interface Kept {
  readonly program: Program;
  /** Rejects with a `MeshError` where it ends, or time runs out, before it is ready for the first time. */
  readonly ready: Promise<void>;
  /** Ends it for good: SIGTERM, and SIGKILL for what does not listen. */
  readonly stop: () => Promise<void>;
}

const READY_LIMIT_MS = 30_000;
/** A little below what a terminal's user waits for after Ctrl-C. */
const STOP_LIMIT_MS = 2_000;
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 10_000;
/** What has run for so long did not fail at its start. */
const STEADY_MS = 10_000;

export function keepRunning(program: Program, refs: KeptRefs): Kept {
  const { task, role } = program;
  const { keeper, tell } = refs;
  const stopping = new AbortController();
  const launch = () => startChild(program, keeper, (line) => tell({ event: 'log', task, role, line }));
  let child = launch();
  const ready = firstReady(program, child, { tell, stopping: stopping.signal });
  const over = ready.then(
    () => superviseFrom(child),
    () => undefined,
  );

  /** Until it is stopped. */
  async function superviseFrom(first: Child): Promise<void> {
    let wait = FIRST_WAIT_MS;
    for (let current = first; ; current = child) {
      const since = Date.now();
      const reason = await current.ended;
      if (stopping.signal.aborted) return;
      if (Date.now() - since > STEADY_MS) wait = FIRST_WAIT_MS;
      tell({ event: 'ended', task, role, reason, againInMilliseconds: wait });
      await sleep(wait, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
      child = launch();
      void tellWhenBack(child);
    }
  }

  async function tellWhenBack(back: Child): Promise<void> {
    const { probe } = program;
    if (probe === undefined || (await waitUntilReady(probe, endOf(back))))
      tell({ event: 'restarted', task, role, pid: back.pid });
  }

  async function stop(): Promise<void> {
    stopping.abort();
    child.signal('SIGTERM');
    const kill = setTimeout(() => child.signal('SIGKILL'), STOP_LIMIT_MS);
    await child.ended;
    await over;
    clearTimeout(kill);
  }
  return { program, ready, stop };
}

async function firstReady(
  { task, role, probe }: Program,
  child: Child,
  { tell, stopping }: Pick<KeptRefs, 'tell'> & { readonly stopping: AbortSignal },
): Promise<void> {
  const started = Date.now();
  const limit = AbortSignal.any([endOf(child), AbortSignal.timeout(READY_LIMIT_MS)]);
  if (probe === undefined || (await waitUntilReady(probe, limit))) {
    tell({ event: 'ready', task, role, pid: child.pid, milliseconds: Date.now() - started });
    return;
  }
  const reason = await Promise.race([child.ended, `no answer within ${READY_LIMIT_MS / 1000} s`]);
  if (!stopping.aborted) tell({ event: 'failed', task, role, reason, tail: child.tail() });
  throw new MeshError([taskNotReady(task, role === 'envoy' ? 'Envoy' : 'service', reason)]);
}

function endOf(child: Child): AbortSignal {
  const ended = new AbortController();
  void child.ended.then(() => ended.abort());
  return ended.signal;
}
