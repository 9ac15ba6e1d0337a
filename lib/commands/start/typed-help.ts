/** The lines that may be typed while a mesh runs, as `help` and `--help` show them. */
import { formatColumns } from '../../text/columns';

interface TypedCommand {
  readonly line: string;
  readonly meaning: string;
  readonly also?: readonly string[];
}

export type TypedKind = 'status' | 'set' | 'unset' | 'reset' | 'logs' | 'help' | 'quit';

export const typedCommands: Readonly<Record<TypedKind, TypedCommand>> = {
  status: { line: 'status', meaning: 'Where everything is and how it does, and the weights that were set.' },
  set: {
    line: 'set <service>/<route>:<node>=<weight>,…',
    meaning: 'Other weights of a route, until it is unset or application.ts says others.',
  },
  unset: {
    line: 'unset <service>/<route>',
    meaning: 'The weights of that route as application.ts has them.',
  },
  reset: { line: 'reset', meaning: 'All weights as application.ts has them.' },
  logs: {
    line: 'logs [<task>… | all | none]',
    meaning: 'Logs of these tasks with each request; of all; of none; alone: what services print.',
  },
  help: { line: 'help', meaning: 'Shows this.', also: ['?'] },
  quit: { line: 'quit', meaning: 'Ends everything, as Ctrl-C does.', also: ['exit', 'q'] },
};

export function typedHelp(): string[] {
  const rows = Object.values(typedCommands).map(({ line, meaning }) => [`  ${line}`, meaning]);
  return formatColumns(rows);
}
