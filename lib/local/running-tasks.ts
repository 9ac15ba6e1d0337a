/** The programs of all tasks of a mesh, and how they follow the application while requests continue. */
import { withoutCycles } from './processes/start-order';
import { supervise, type Supervised, type SuperviseRefs } from './processes/supervised';
import { envoyProgram, type Program, type ProgramRefs } from './programs';
import { replacePrograms, serviceProgramOf, type TaskPrograms } from './replace-programs';
import type { LocalTask } from './tasks';

/** Names of tasks. */
export interface TaskChanges {
  readonly started: readonly string[];
  readonly replaced: readonly string[];
  readonly stopped: readonly string[];
}

export interface RunningTasks {
  /**
   * Starts missing tasks, replaces programs that differ, stops surplus tasks. If a program does not start, it rejects:
   * all new tasks are stopped, and programs that were not replaced yet continue.
   */
  readonly update: (refs: ProgramRefs) => Promise<TaskChanges>;
  readonly stop: () => Promise<void>;
}

export function runTasks(refs: SuperviseRefs): RunningTasks {
  const running = new Map<string, TaskPrograms>();
  const beside = new Set<Supervised>();
  /** After `stop`, no program starts any more. */
  let isStopped = false;

  async function update(wanted: ProgramRefs): Promise<TaskChanges> {
    const { tasks } = wanted.addresses;
    const fresh = tasks.filter(({ key }) => !running.has(key));
    const staying = tasks.filter(({ key }) => running.has(key));
    const going = [...running.keys()].filter((key) => !tasks.some((task) => task.key === key));
    const programsOf = (key: string) => running.get(key);
    try {
      await startTasks(wanted, fresh);
      const replaced = await replacePrograms(wanted, { ...refs, tasks: staying, programsOf, put, beside });
      await Promise.all(going.map(stopTask));
      return { started: fresh.map(({ key }) => key), replaced, stopped: going };
    } catch (error) {
      await Promise.all(fresh.map(({ key }) => stopTask(key)));
      throw error;
    }
  }

  /** Services start at once; an Envoy starts when its own service and all tasks that it calls are ready. */
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
      const program = serviceProgramOf(wanted, task);
      running.set(task.key, { adminPortOffset: 0, ...(program && { service: supervise(program, refs) }) });
    }
    await Promise.all(tasks.map(({ key }) => readyTask(key)));
  }

  function addEnvoy(key: string, program: Program): Promise<void> | undefined {
    const task = running.get(key);
    if (task === undefined || isStopped) return undefined;
    const envoy = supervise(program, refs);
    running.set(key, { ...task, envoy });
    return envoy.ready;
  }

  function put(key: string, programs: Partial<TaskPrograms>): void {
    running.set(key, { adminPortOffset: 0, ...running.get(key), ...programs });
    if (isStopped) void stopTask(key);
  }

  async function stopTask(key: string): Promise<void> {
    const task = running.get(key);
    running.delete(key);
    await Promise.all([task?.envoy?.stop(), task?.service?.stop()]);
  }

  async function stopAll(): Promise<void> {
    isStopped = true;
    await Promise.all([...beside].map((each) => each.stop()));
    await Promise.all([...running.keys()].map(stopTask));
  }

  let stopping: Promise<void> | undefined;
  return { update, stop: () => (stopping ??= stopAll()) };
}
