/** Replaces the programs of a running task if the application has changed. */
import { lookupIn } from '../mesh/lookup';
import type { AdminPortOffset } from './addresses/task-address';
import { replaceInPlace, retire, startBeside } from './processes/replace-program';
import type { Supervised, SuperviseRefs } from './processes/supervised';
import { envoyProgram, type Program, type ProgramRefs, serviceProgram } from './programs';
import type { LocalTask } from './tasks';

/** The running programs of one task. */
export interface TaskPrograms {
  readonly service?: Supervised;
  readonly envoy?: Supervised;
  readonly adminPortOffset: AdminPortOffset;
}

export interface ReplaceRefs extends SuperviseRefs {
  readonly tasks: readonly LocalTask[];
  readonly programsOf: (task: string) => TaskPrograms | undefined;
  readonly put: (task: string, programs: Partial<TaskPrograms>) => void;
  /** Envoys that run at the same time as those that they will replace. */
  readonly beside: Set<Supervised>;
}

/** Replaces services one after the other, then all Envoys. Returns the tasks that have changed, sorted. */
export async function replacePrograms(wanted: ProgramRefs, refs: ReplaceRefs): Promise<string[]> {
  const services = await replaceServices(wanted, refs);
  const envoys = await replaceEnvoys(wanted, refs);
  return [...new Set([...services, ...envoys])].sort();
}

/** The service that a task runs; undefined for a gateway, which has none. */
export function serviceProgramOf(refs: ProgramRefs, task: LocalTask): Program | undefined {
  return task.kind === 'node'
    ? serviceProgram(refs, task, lookupIn(refs.application).node(task.owner))
    : undefined;
}

async function replaceServices(wanted: ProgramRefs, refs: ReplaceRefs): Promise<string[]> {
  const changed = refs.tasks.flatMap((task) => {
    const old = refs.programsOf(task.key)?.service;
    const program = serviceProgramOf(wanted, task);
    return old && program && !isSame(old.program, program) ? [{ key: task.key, old, program }] : [];
  });
  for (const { key, old, program } of changed)
    await replaceInPlace(old, program, { ...refs, put: (service) => refs.put(key, { service }) });
  return changed.map(({ key }) => key);
}

/** One Envoy that runs, and the one that takes its place. */
interface EnvoyReplacement {
  readonly key: string;
  readonly old: Supervised;
  readonly program: Program;
  readonly adminPortOffset: AdminPortOffset;
}

async function replaceEnvoys(wanted: ProgramRefs, refs: ReplaceRefs): Promise<string[]> {
  const changed = refs.tasks.flatMap((task) => envoyReplacement(wanted, refs.programsOf(task.key), task));
  // On macOS, which has one loopback address, two Envoys cannot share a port. On Linux they can.
  if (wanted.addresses.range.kind === 'ports') {
    for (const { key, old, program, adminPortOffset } of changed)
      await replaceInPlace(old, program, {
        ...refs,
        put: (envoy) => refs.put(key, { envoy, adminPortOffset }),
      });
  } else {
    await replaceBeside(changed, refs);
  }
  return changed.map(({ key }) => key);
}

function envoyReplacement(
  wanted: ProgramRefs,
  running: TaskPrograms | undefined,
  task: LocalTask,
): EnvoyReplacement[] {
  const { envoy: old, adminPortOffset = 0 } = running ?? {};
  if (old === undefined || isSame(old.program, envoyProgram(wanted, task, adminPortOffset))) return [];
  const next: AdminPortOffset = adminPortOffset === 0 ? 1 : 0;
  return [{ key: task.key, old, adminPortOffset: next, program: envoyProgram(wanted, task, next) }];
}

async function replaceBeside(changed: readonly EnvoyReplacement[], refs: ReplaceRefs): Promise<void> {
  const successors = await startBeside(
    changed.map(({ program }) => program),
    refs,
  );
  changed.forEach(({ key, adminPortOffset }, index) => {
    const envoy = successors[index];
    if (envoy !== undefined) refs.put(key, { envoy, adminPortOffset });
  });
  await Promise.all(changed.map(({ old }) => retire(old)));
}

/** A running program may have waited for other tasks than it would now. This does not count as a difference. */
function isSame(a: Program, b: Program): boolean {
  return JSON.stringify({ ...a, after: [] }) === JSON.stringify({ ...b, after: [] });
}
