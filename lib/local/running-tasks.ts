/** All programs of a mesh that run, and how they come to be others while requests go on. */
import { lookupIn } from '../mesh/lookup';
import type { AdminPortOffset } from './addresses/task-address';
import { type Supervised, supervise, type SuperviseRefs } from './processes/supervised';
import { envoyProgram, type Program, type ProgramRefs, serviceProgram } from './programs';
import { replaceInPlace, retire, startBeside } from './processes/replace-program';
import { withoutCycles } from './processes/start-order';
import type { LocalTask } from './tasks';

/** By task. */
export interface TaskChanges {
  readonly started: readonly string[];
  readonly replaced: readonly string[];
  readonly stopped: readonly string[];
}

export interface RunningTasks {
  /**
   * Starts what is missing, replaces what differs, stops what is too much. Where something does not come up, it rejects:
   * nothing new stays, and what was not replaced yet goes on.
   */
  readonly update: (refs: ProgramRefs) => Promise<TaskChanges>;
  readonly stop: () => Promise<void>;
}

interface TaskPrograms {
  readonly service?: Supervised;
  readonly envoy?: Supervised;
  readonly adminPortOffset: AdminPortOffset;
}

export function startTasks(refs: SuperviseRefs): RunningTasks {
  const running = new Map<string, TaskPrograms>();
  /** Envoys that run beside the ones that they shall replace. */
  const beside = new Set<Supervised>();
  /** Nothing starts any more. */
  let stopped = false;

  async function bring(wanted: ProgramRefs): Promise<TaskChanges> {
    const { tasks } = wanted.addresses;
    const fresh = tasks.filter(({ key }) => !running.has(key));
    const staying = tasks.filter(({ key }) => running.has(key));
    const going = [...running.keys()].filter((key) => !tasks.some((task) => task.key === key));
    const replaced = new Set<string>();
    try {
      await startTasks(wanted, fresh);
      for (const key of await replaceServices(wanted, staying)) replaced.add(key);
      for (const key of await replaceEnvoys(wanted, staying)) replaced.add(key);
    } catch (error) {
      await Promise.all(fresh.map(({ key }) => stopTask(key)));
      throw error;
    }
    await Promise.all(going.map(stopTask));
    return {
      started: keys(fresh),
      replaced: [...replaced].sort(),
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
      running.set(task.key, { adminPortOffset: 0, ...(program && { service: supervise(program, refs) }) });
    }
    await Promise.all(tasks.map(({ key }) => readyTask(key)));
  }

  function addEnvoy(key: string, program: Program): Promise<void> | undefined {
    const task = running.get(key);
    if (task === undefined || stopped) return undefined;
    const envoy = supervise(program, refs);
    running.set(key, { ...task, envoy });
    return envoy.ready;
  }

  async function replaceServices(wanted: ProgramRefs, tasks: readonly LocalTask[]): Promise<string[]> {
    const changed = tasks.flatMap(({ key, ...task }) => {
      const old = running.get(key)?.service;
      const program = serviceOf(wanted, { key, ...task });
      return old && program && !isSame(old.program, program) ? [{ key, old, program }] : [];
    });
    for (const { key, old, program } of changed)
      await replaceInPlace(old, program, { ...refs, put: (service) => put(key, { service }) });
    return changed.map(({ key }) => key);
  }

  async function replaceEnvoys(wanted: ProgramRefs, tasks: readonly LocalTask[]): Promise<string[]> {
    const changed = tasks.flatMap((task) => {
      const { envoy: old, adminPortOffset } = running.get(task.key) ?? { adminPortOffset: 0 };
      if (old === undefined || isSame(old.program, envoyProgram(wanted, task, adminPortOffset))) return [];
      const next: AdminPortOffset = adminPortOffset === 0 ? 1 : 0;
      return [{ key: task.key, old, adminPortOffset: next, program: envoyProgram(wanted, task, next) }];
    });
    // Of the systems that we know, the one with many addresses is the one where two can share a port.
    if (wanted.addresses.range.kind === 'ports') {
      for (const { key, old, adminPortOffset, program } of changed)
        await replaceInPlace(old, program, { ...refs, put: (envoy) => put(key, { envoy, adminPortOffset }) });
    } else {
      const successors = await startBeside(
        changed.map(({ program }) => program),
        { ...refs, beside },
      );
      successors.forEach((envoy, index) => {
        const { key = '', adminPortOffset = 0 } = changed[index] ?? {};
        put(key, { envoy, adminPortOffset });
      });
      await Promise.all(changed.map(({ old }) => retire(old)));
    }
    return changed.map(({ key }) => key);
  }

  function put(key: string, programs: Partial<TaskPrograms>): void {
    running.set(key, { adminPortOffset: 0, ...running.get(key), ...programs });
    if (stopped) void stopTask(key);
  }

  async function stopTask(key: string): Promise<void> {
    const task = running.get(key);
    running.delete(key);
    await Promise.all([task?.envoy?.stop(), task?.service?.stop()]);
  }

  let stopping: Promise<void> | undefined;

  async function stopAll(): Promise<void> {
    stopped = true;
    await Promise.all([...beside].map((each) => each.stop()));
    await Promise.all([...running.keys()].map(stopTask));
  }
  return { update: bring, stop: () => (stopping ??= stopAll()) };
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
