/** The arguments of a command as data, and the text of its `--help`. */
import { formatColumns } from '../../text/columns';
import { typedAs } from './problems';

export interface Flag {
  /** `--auto-approve` */
  readonly name: string;
  /** The value that follows it: `<folder>`. @default - none */
  readonly value?: string;
  readonly meaning: string;
  /** It may be given several times. @default - the last one counts */
  readonly isList?: true;
}

export interface CommandLine {
  /** `deploy`, as in `npm run deploy`. */
  readonly name: string;
  /** One line. */
  readonly purpose: string;
  /** The words that are not flags: `[stack…]`. @default - the command takes none */
  readonly names?: string;
  readonly flags: readonly Flag[];
  /** Lines below the flags: exit codes, what the command asks first. */
  readonly notes?: readonly string[];
}

export function usage(line: CommandLine): string {
  const command = [typedAs(line.name), ...(line.names === undefined ? [] : [line.names])].join(' ');
  const flags =
    line.flags.length === 0 ? '' : ` -- ${line.flags.map((flag) => `[${spell(flag)}]`).join(' ')}`;
  const isLong = command.length + flags.length > LONGEST_LINE;
  const rows = [...line.flags, { name: '--help', meaning: 'Shows this.' }];
  return [
    line.purpose,
    '',
    `  ${command}${isLong ? ' -- [flags]' : flags}`,
    '',
    ...formatColumns(rows.map((flag) => [`  ${spell(flag)}`, flag.meaning])),
    ...(line.notes === undefined ? [] : ['', ...line.notes]),
  ].join('\n');
}

const LONGEST_LINE = 116;

const spell = ({ name, value }: Flag) => (value === undefined ? name : `${name} ${value}`);
