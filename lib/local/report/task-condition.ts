/** The condition of each task, taken from the events. */
import type { MeshEvent } from './events';
import type { ProgramRole } from '../programs';

export interface TaskConditions {
  readonly hear: (event: MeshEvent) => void;
  /** The work before all tasks run: `building backend`. */
  readonly phase: () => string;
  /** Each task with a line about it, in the order in which they start. */
  readonly all: () => readonly (readonly [task: string, line: string])[];
  /** `ready`, or which program of the task is not, and why. */
  readonly of: (task: string) => string;
}

/** @param tasks names of the tasks that will start */
export function watchTaskConditions(tasks: readonly string[]): TaskConditions {
  const heard = new Map(tasks.map((task) => [task, new Map<ProgramRole, string>()]));
  let phase = 'about to start';
  const put = (task: string, role: ProgramRole, condition: string) =>
    heard.set(task, (heard.get(task) ?? new Map<ProgramRole, string>()).set(role, condition));
  const of = (task: string): string => {
    const roles = [...(heard.get(task) ?? [])];
    const bad = roles.filter(([, condition]) => condition !== READY);
    if (bad.length > 0)
      return bad.map(([role, why]) => `${role === 'envoy' ? 'Envoy' : role}: ${why}`).join('; ');
    // The Envoy of a task starts last, so a task is ready when its Envoy is.
    return heard.get(task)?.has('envoy') ? READY : 'starting';
  };
  return {
    hear: (event) => {
      if (event.event === 'building') phase = `building ${event.source}`;
      if (event.event === 'starting') phase = 'starting';
      const condition = conditionAfter(event);
      if (condition !== undefined && 'task' in event) put(event.task, event.role, condition);
      if (event.event === 'changed') event.stopped.forEach((task) => heard.delete(task));
    },
    all: () => [...heard.keys()].map((task) => [task, `${task}: ${of(task)}`]),
    of,
    phase: () => phase,
  };
}

const READY = 'ready';

function conditionAfter(event: MeshEvent): string | undefined {
  switch (event.event) {
    case 'ready':
    case 'restarted':
      return READY;
    case 'waiting':
      return event.why;
    case 'ended':
    case 'failed':
      return event.reason;
    default:
      return undefined;
  }
}
