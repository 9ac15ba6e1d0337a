/** Reads the words after a command. Node's `parseArgs` separates flags from names; we write the texts of the mistakes. */
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { MeshError, type Problem } from '../../mesh/checks/problem';
import type { CommandLine, Flag } from './command-line';
import { flagUnknown, flagValue, namesUnexpected } from './problems';

export interface Arguments {
  readonly names: readonly string[];
  /** By flag; empty text for a flag without a value. */
  readonly flags: ReadonlyMap<string, string>;
  /** All values of a flag that may be given several times, in their order. */
  readonly lists: ReadonlyMap<string, readonly string[]>;
  /** `--help` or `-h` is among the words: then nothing else counts. */
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
  // npm needs a `--` before flags, and node passes on a second one.
  for (const word of split(
    line,
    words.filter((each) => each !== '--'),
  )) {
    if (word.kind === 'name') names.push(word.text);
    else {
      const flag = line.flags.find(({ name }) => name === word.name);
      const { name, value = '' } = word;
      const problem = validateFlag(line, flag, word);
      if (problem !== undefined) problems.push(problem);
      else if (flag?.isList) lists.set(name, [...(lists.get(name) ?? []), value]);
      else flags.set(name, value);
    }
  }
  if (line.names === undefined && names.length > 0) problems.push(namesUnexpected(line.name, names));
  if (problems.length > 0) throw new MeshError(problems);
  return { names, flags, lists, help: false };
}

type Word =
  | { readonly kind: 'name'; readonly text: string }
  | { readonly kind: 'flag'; readonly name: string; readonly value: string | undefined };

function validateFlag(
  { name: command, flags }: CommandLine,
  flag: Flag | undefined,
  { name, value }: Extract<Word, { kind: 'flag' }>,
): Problem | undefined {
  if (flag === undefined) return flagUnknown(command, name, ['--help', ...flags.map((each) => each.name)]);
  if (flag.value === undefined)
    return value === undefined ? undefined : flagValue(command, name, 'takes no value', value);
  return value ? undefined : flagValue(command, name, `needs a value: ${name} ${flag.value}`);
}

function split(line: CommandLine, words: readonly string[]): Word[] {
  const args = [...words];
  const { tokens } = parseArgs({ args, options: optionsOf(line), ...LENIENT });
  const found: Word[] = [];
  for (const [at, token] of tokens.entries()) {
    if (token.kind === 'positional') found.push({ kind: 'name', text: token.value });
    if (token.kind !== 'option' || token.index === tokens[at - 1]?.index) continue;
    const { index, rawName, inlineValue } = token;
    const isKnown = line.flags.some(({ name }) => name === rawName);
    // An unknown word is reported as it was typed. `parseArgs` splits `-abc` into `-a`, `-b` and `-c`.
    const name = isKnown ? rawName : (words[index] ?? '').replace(/=.*/s, '');
    const isShort = !rawName.startsWith('--');
    // `-L=a` has the value `a`, as `--label=a` does.
    const value = isShort && inlineValue === true ? token.value?.replace(/^=/, '') : token.value;
    // `parseArgs` takes the next word as a flag's value, even if that word is a flag. The last letter of an unknown `-xL`
    // does so too.
    if ((inlineValue === false && value?.startsWith('-')) || (isShort && !isKnown)) {
      return [...found, { kind: 'flag', name, value: undefined }, ...split(line, words.slice(index + 1))];
    }
    found.push({ kind: 'flag', name, value });
  }
  return found;
}

/** Collects all mistakes before it throws. */
const LENIENT = { strict: false, allowPositionals: true, tokens: true } as const;

function optionsOf({ flags }: CommandLine): NonNullable<ParseArgsConfig['options']> {
  return Object.fromEntries(
    flags.map(({ name, value }) => {
      const key = name.replace(/^-+/, '');
      const type = value === undefined ? 'boolean' : 'string';
      return [key, { type, ...(name.startsWith('--') ? {} : { short: key }) } as const];
    }),
  );
}
