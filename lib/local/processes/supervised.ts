/** Keeps a program running: one that crashes is reported and restarted, after a pause that grows. */
import { setTimeout as sleep } from 'node:timers/promises';
import { MeshError } from '../../mesh/checks/problem';
import { type Child, startChild } from './child';
import type { Tell } from '../report/events';
import type { OrphanReaper } from './orphan-reaper';
import { describeEverywhere } from '../report/differences-from-ecs';
import { taskAddressTaken, taskNotReady } from '../problems';
import type { Program } from '../programs';
import { waitUntilReady } from './readiness';

export interface SuperviseRefs {
  readonly reaper: OrphanReaper;
  readonly tell: Tell;
}

export interface Supervised {
  readonly program: Program;
  /** Rejects with a `MeshError` if the program ends, or the time limit is over, before it is ready for the first time. */
  readonly ready: Promise<void>;
  /** Ends it for good: SIGTERM, then SIGKILL if it does not end. */
  readonly stop: () => Promise<void>;
}

/** Envoys of callers wait for it. Meanwhile an event reports every few seconds which program is waited for, and why. */
const READY_LIMIT_MS = 60_000;
/** About as long as a user waits after Ctrl-C before pressing it again. */
const STOP_LIMIT_MS = 2_000;
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 10_000;
/** A program that has run for so long did not fail at its start, so the pause is short again. */
const STEADY_MS = 10_000;
const ENDED = 'ended';
/** The words of Node and of the system for this error. */
const PLACE_TAKEN = /EADDRINUSE|address already in use/i;

export function supervise(program: Program, refs: SuperviseRefs): Supervised {
  const { task, role } = program;
  const { reaper, tell } = refs;
  const stopping = new AbortController();
  const launch = () =>
    startChild(program, reaper, (line, stream) => {
      // An Envoy writes its access log to stdout, and its own messages to stderr.
      const isAccess = role === 'envoy' && stream === 'stdout';
      tell({ event: 'log', task, role, line, ...(isAccess && { access: true }) });
    });
  let child = launch();
  const ready = firstReady(program, child, { tell, stopping: stopping.signal });
  const over = ready.then(
    () => superviseFrom(child),
    () => undefined,
  );

  /** Runs until it is stopped. */
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
    const refs = { ...waitingOf(program, tell), group: back.pid, signal: endOf(back) };
    if (probe === undefined || (await waitUntilReady(probe, refs)) === undefined)
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
  program: Program,
  child: Child,
  { tell, stopping }: Pick<SuperviseRefs, 'tell'> & { readonly stopping: AbortSignal },
): Promise<void> {
  const { task, role, probe } = program;
  const started = Date.now();
  const limit = AbortSignal.any([endOf(child), AbortSignal.timeout(READY_LIMIT_MS)]);
  const refs = { ...waitingOf(program, tell), group: child.pid, signal: limit };
  const why = probe && (await waitUntilReady(probe, refs));
  if (why === undefined) {
    tell({ event: 'ready', task, role, pid: child.pid, milliseconds: Date.now() - started });
    return;
  }
  const late = `it is not ready within ${READY_LIMIT_MS / 1000} s: ${why}`;
  const reason = limit.reason === ENDED ? await child.ended : late;
  const tail = child.tail();
  if (!stopping.aborted) tell({ event: 'failed', task, role, reason, tail });
  if (tail.some((line) => PLACE_TAKEN.test(line)) && probe !== undefined)
    throw new MeshError([taskAddressTaken(task, probe)]);
  throw new MeshError([taskNotReady(task, role === 'envoy' ? 'Envoy' : 'service', reason)]);
}

/** Events about a program that is not ready yet, or that listens at every address. */
function waitingOf({ task, role, probe }: Program, tell: Tell) {
  return {
    onWaiting: (why: string) => tell({ event: 'waiting', task, role, why }),
    onEverywhere: () =>
      tell({ event: 'notice', text: describeEverywhere(task, probe?.host ?? '', probe?.port ?? 0) }),
  };
}

function endOf(child: Child): AbortSignal {
  const ended = new AbortController();
  void child.ended.then(() => ended.abort(ENDED));
  return ended.signal;
}
