/** What a command takes, as data; reads an argument list by it and writes the text of `--help` from it. */
import { MeshError, type Problem } from '../../mesh/checks/problem';
import { flagUnknown, flagValue, namesUnexpected, typedAs } from './problems';

export interface Flag {
  /** `--auto-approve` */
  readonly name: string;
  /** What follows it: `<folder>`. @default - nothing */
  readonly value?: string;
  readonly meaning: string;
  /** May be there several times. @default - the last one counts */
  readonly isList?: true;
}

export interface CommandLine {
  /** `deploy`, as in `npm run deploy`. */
  readonly name: string;
  /** One line. */
  readonly purpose: string;
  /** What the words without `--` are: `[stack…]`. @default - there are none */
  readonly names?: string;
  readonly flags: readonly Flag[];
  /** Lines below the flags: exit codes, what is asked first. */
  readonly notes?: readonly string[];
}

export interface Arguments {
  readonly names: readonly string[];
  /** By flag; empty text for one that takes no value. */
  readonly flags: ReadonlyMap<string, string>;
  /** Of flags that may be there several times, every value in its order. */
  readonly lists: ReadonlyMap<string, readonly string[]>;
  /** `--help` or `-h` stands among them: nothing else counts. */
  readonly help: boolean;
}

/** Throws every mistake at once. */
export function readArguments(line: CommandLine, words: readonly string[]): Arguments {
  if (words.some((word) => word === '--help' || word === '-h'))
    return { names: [], flags: new Map(), lists: new Map(), help: true };
  const names: string[] = [];
  const flags = new Map<string, string>();
  const lists = new Map<string, string[]>();
  const problems: Problem[] = [];
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--') continue;
    if (!word.startsWith('-')) names.push(word);
    else {
      const [name = '', value] = splitOnce(word, '=');
      const flag = line.flags.find((each) => each.name === name);
      if (flag === undefined) problems.push(flagUnknown(line.name, name, ['--help', ...flagNames(line)]));
      else if (flag.value === undefined && value !== undefined)
        problems.push(flagValue(line.name, name, 'takes no value', value));
      else {
        const next = flag.value === undefined ? '' : (value ?? nextValue(rest));
        if (next === undefined || (flag.value !== undefined && next === ''))
          problems.push(flagValue(line.name, name, `needs a value: ${name} ${flag.value}`));
        else if (flag.isList) lists.set(name, [...(lists.get(name) ?? []), next]);
        else flags.set(name, next);
      }
    }
  }
  if (line.names === undefined && names.length > 0) problems.push(namesUnexpected(line.name, names));
  if (problems.length > 0) throw new MeshError(problems);
  return { names, flags, lists, help: false };
}

export function usage(line: CommandLine): string {
  const command = [typedAs(line.name), ...(line.names === undefined ? [] : [line.names])].join(' ');
  const flags =
    line.flags.length === 0 ? '' : ` -- ${line.flags.map((flag) => `[${spell(flag)}]`).join(' ')}`;
  const isLong = command.length + flags.length > LONGEST_LINE;
  const rows = [...line.flags, { name: '--help', meaning: 'Shows this.' }];
  const width = Math.max(...rows.map((flag) => spell(flag).length));
  return [
    line.purpose,
    '',
    `  ${command}${isLong ? ' -- [flags]' : flags}`,
    '',
    ...rows.map((flag) => `  ${spell(flag).padEnd(width)}  ${flag.meaning}`),
    ...(line.notes === undefined ? [] : ['', ...line.notes]),
  ].join('\n');
}

const LONGEST_LINE = 116;

const flagNames = ({ flags }: CommandLine) => flags.map(({ name }) => name);

const spell = ({ name, value }: Flag) => (value === undefined ? name : `${name} ${value}`);

function nextValue(rest: string[]): string | undefined {
  return rest[0] === undefined || rest[0].startsWith('-') ? undefined : rest.shift();
}

function splitOnce(text: string, mark: string): string[] {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
