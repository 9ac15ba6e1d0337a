/** How each task does, by what has been told of it. */
import type { MeshEvent } from './events';
import type { ProgramRole } from '../programs';

export interface TaskConditions {
  readonly hear: (event: MeshEvent) => void;
  /** What goes on before all run. */
  readonly phase: () => string;
  /** Each task with a line about it, in the order of the start. */
  readonly all: () => readonly (readonly [task: string, line: string])[];
  /** `ready`, or who of the task is not, and why. */
  readonly of: (task: string) => string;
}

/** `tasks` are those that shall start. */
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
    // A task is as ready as its Envoy, which comes last.
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
