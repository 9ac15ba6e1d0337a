/** All programs of a mesh that run, and how they come to be others while requests go on. */
import { lookupIn } from '../mesh/lookup';
import { drainEnvoy } from './drain';
import type { Turn } from './ground';
import { type Kept, keepRunning, type KeptRefs } from './kept';
import { envoyProgram, type Program, type ProgramRefs, serviceProgram } from './programs';
import { withoutCycles } from './start-order';
import type { LocalTask } from './tasks';

/** By task. */
export interface Change {
  readonly started: readonly string[];
  readonly replaced: readonly string[];
  readonly stopped: readonly string[];
}

export interface Fleet {
  /** Starts what is missing, replaces what differs, stops what is too much. All or nothing of it. */
  readonly bring: (refs: ProgramRefs) => Promise<Change>;
  readonly stop: () => Promise<void>;
}

interface TaskPrograms {
  readonly service?: Kept;
  readonly envoy?: Kept;
  readonly turn: Turn;
}

export function startFleet(refs: KeptRefs): Fleet {
  const running = new Map<string, TaskPrograms>();
  /** Those that run beside the ones they shall replace. */
  const successors = new Set<Kept>();

  async function bring(wanted: ProgramRefs): Promise<Change> {
    const { tasks } = wanted.layout;
    const fresh = tasks.filter(({ key }) => !running.has(key));
    const staying = tasks.filter(({ key }) => running.has(key));
    const going = [...running.keys()].filter((key) => !tasks.some((task) => task.key === key));
    await startTasks(wanted, fresh);
    const restarted = await replaceServices(wanted, staying);
    const replaced = await replaceEnvoys(wanted, staying);
    await Promise.all(going.map(stopTask));
    return {
      started: keys(fresh),
      replaced: [...new Set([...restarted, ...replaced])].sort(),
      stopped: going,
    };
  }

  /** Services at once; an Envoy when its own service and all that it calls are ready. */
  async function startTasks(wanted: ProgramRefs, tasks: readonly LocalTask[]): Promise<void> {
    const envoys = new Map(tasks.map((task) => [task.key, envoyProgram(wanted, task)]));
    const waits = withoutCycles(new Map([...envoys].map(([key, { after }]) => [key, after])));
    const ready = new Map<string, Promise<void>>();
    const readyTask = (key: string): Promise<void> => {
      const program = envoys.get(key);
      const known = ready.get(key);
      if (known !== undefined || program === undefined) return known ?? Promise.resolve();
      const mine = Promise.all((waits.get(key) ?? []).map(readyTask))
        .then(() => running.get(key)?.service?.ready)
        .then(() => addEnvoy(key, program));
      ready.set(key, mine);
      return mine;
    };
    for (const task of tasks) {
      const program = serviceOf(wanted, task);
      running.set(task.key, { turn: 0, ...(program && { service: keepRunning(program, refs) }) });
    }
    try {
      await Promise.all(tasks.map(({ key }) => readyTask(key)));
    } catch (error) {
      stopped = true;
      await Promise.all(tasks.map(({ key }) => stopTask(key)));
      stopped = stopping !== undefined;
      throw error;
    }
  }

  /** Nothing starts any more. */
  let stopped = false;

  function addEnvoy(key: string, program: Program): Promise<void> | undefined {
    const task = running.get(key);
    if (task === undefined || stopped) return undefined;
    const envoy = keepRunning(program, refs);
    running.set(key, { ...task, envoy });
    return envoy.ready;
  }

  /** Their port is taken until they have ended, so there is a gap, which the callers' retries bridge. */
  async function replaceServices(wanted: ProgramRefs, tasks: readonly LocalTask[]): Promise<string[]> {
    const changed = tasks
      .filter(({ key }) => running.get(key)?.service !== undefined)
      .flatMap((task) => {
        const program = serviceOf(wanted, task);
        const current = running.get(task.key);
        return program && current?.service && !isSame(current.service.program, program)
          ? [{ key: task.key, program, current, old: current.service }]
          : [];
      });
    for (const { key, program, current, old } of changed) {
      await old.stop();
      const service = keepRunning(program, refs);
      running.set(key, { ...current, service });
      await service.ready.catch(async (error: unknown) => {
        await service.stop();
        running.set(key, { ...current, service: keepRunning(old.program, refs) });
        throw error;
      });
    }
    return changed.map(({ key }) => key);
  }

  /** Successors first, all of them, and none if one is refused; then the old ones are drained. */
  async function replaceEnvoys(wanted: ProgramRefs, tasks: readonly LocalTask[]): Promise<string[]> {
    const changed = tasks.flatMap((task) => {
      const current = running.get(task.key);
      if (current?.envoy === undefined) return [];
      if (isSame(current.envoy.program, envoyProgram(wanted, task, current.turn))) return [];
      const turn: Turn = current.turn === 0 ? 1 : 0;
      return [
        { key: task.key, current, old: current.envoy, turn, program: envoyProgram(wanted, task, turn) },
      ];
    });
    const next = changed.map(({ program }) => keepRunning(program, refs));
    next.forEach((each) => successors.add(each));
    try {
      await Promise.all(next.map(({ ready }) => ready));
    } catch (error) {
      await Promise.all(next.map((each) => each.stop()));
      throw error;
    } finally {
      next.forEach((each) => successors.delete(each));
    }
    await Promise.all(
      changed.map(async ({ key, current, old, turn }, index) => {
        running.set(key, { ...current, ...(next[index] && { envoy: next[index] }), turn });
        if (old.program.probe) await drainEnvoy(old.program.probe);
        await old.stop();
      }),
    );
    return changed.map(({ key }) => key);
  }

  async function stopTask(key: string): Promise<void> {
    const task = running.get(key);
    running.delete(key);
    await Promise.all([task?.envoy?.stop(), task?.service?.stop()]);
  }

  let stopping: Promise<void> | undefined;

  async function stopAll(): Promise<void> {
    stopped = true;
    await Promise.all([...successors].map((each) => each.stop()));
    await Promise.all([...running.keys()].map(stopTask));
  }
  return { bring, stop: () => (stopping ??= stopAll()) };
}

function serviceOf(refs: ProgramRefs, task: LocalTask): Program | undefined {
  return task.kind === 'node'
    ? serviceProgram(refs, task, lookupIn(refs.application).node(task.owner))
    : undefined;
}

/** What has started already may wait for others than it would now. */
function isSame(a: Program, b: Program): boolean {
  return JSON.stringify({ ...a, after: [] }) === JSON.stringify({ ...b, after: [] });
}

const keys = (tasks: readonly LocalTask[]): string[] => tasks.map(({ key }) => key);
