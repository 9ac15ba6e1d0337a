/** The lines that may be typed while a mesh runs, as `help` and `--help` show them. */
import { formatColumns } from '../../text/columns';

interface TypedCommand {
  readonly line: string;
  readonly meaning: string;
  readonly also?: readonly string[];
}

export type TypedKind = 'status' | 'set' | 'unset' | 'reset' | 'logs' | 'help' | 'quit';

export const typedCommands: Readonly<Record<TypedKind, TypedCommand>> = {
  status: {
    line: 'status',
    meaning: 'Shows where each task listens, its condition, and the weights that were set.',
  },
  set: {
    line: 'set <service>/<route>:<node>=<weight>,…',
    meaning: 'Changes the weights of a route, until `unset` or an edit of application.ts.',
  },
  unset: {
    line: 'unset <service>/<route>',
    meaning: 'Gives that route the weights of application.ts again.',
  },
  reset: { line: 'reset', meaning: 'Gives all routes the weights of application.ts again.' },
  logs: {
    line: 'logs [<task>… | all | none]',
    meaning:
      'Shows the logs of these tasks with each request; of all; of none. Without a word: what services print.',
  },
  help: { line: 'help', meaning: 'Shows this.', also: ['?'] },
  quit: { line: 'quit', meaning: 'Ends everything, as Ctrl-C does.', also: ['exit', 'q'] },
};

export function typedHelp(): string[] {
  const rows = Object.values(typedCommands).map(({ line, meaning }) => [`  ${line}`, meaning]);
  return formatColumns(rows);
}
