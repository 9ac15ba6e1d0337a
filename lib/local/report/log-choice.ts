/** Which log lines of the programs are shown. */
import type { MeshEvent } from './events';

export type LogChoice =
  /** The output of services, and Envoys' own messages, without their access logs. */
  | { readonly kind: 'usual' }
  | { readonly kind: 'all' }
  | { readonly kind: 'none' }
  /** All lines of these tasks, and no others. */
  | { readonly kind: 'tasks'; readonly tasks: readonly string[] };

export function isShown(choice: LogChoice, log: Extract<MeshEvent, { event: 'log' }>): boolean {
  switch (choice.kind) {
    case 'usual':
      return log.access !== true;
    case 'all':
      return true;
    case 'none':
      return false;
    case 'tasks':
      return choice.tasks.includes(log.task);
  }
}

/** `red.1` is a task; `red` is all tasks of the node. Names that are neither are returned as `strange`. */
export function chooseTasks(
  names: readonly string[],
  tasks: readonly string[],
): { readonly choice: LogChoice; readonly strange: readonly string[] } {
  const found = names.map((name) =>
    tasks.filter((task) => task === name || task.replace(/\.\d+$/, '') === name),
  );
  return {
    choice: { kind: 'tasks', tasks: found.flat() },
    strange: names.filter((_, index) => found[index]?.length === 0),
  };
}

export function describeLogs(choice: LogChoice): string {
  switch (choice.kind) {
    case 'usual':
      return 'of all services, without requests';
    case 'all':
      return 'of all, with each request';
    case 'none':
      return 'of no task';
    case 'tasks':
      return `of ${choice.tasks.join(', ')} alone, with each request`;
  }
}
