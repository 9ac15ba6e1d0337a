/** Which lines of the programs that run are shown. */
import type { MeshEvent } from './events';

export type LogChoice =
  /** What services say, and what Envoys say of themselves; the log of requests is left out. */
  | { readonly kind: 'usual' }
  | { readonly kind: 'all' }
  | { readonly kind: 'none' }
  /** Of these tasks all, of the others nothing. */
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

/** `red.1` is a task; `red` is all tasks of the node. Those that are neither come back as strange. */
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
      return 'of nobody';
    case 'tasks':
      return `of ${choice.tasks.join(', ')} alone, with each request`;
  }
}
