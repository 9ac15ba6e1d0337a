/** Reports what synth wrote: the file of each stack, and whether it has changed. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatColumns } from '../../text/columns';

/** The text of the JSON, by stack. */
export type StackTexts = ReadonlyMap<string, string>;

/** `folder` is what cdktf writes to. */
export function readStackTexts(folder: string): StackTexts {
  const stacks = join(folder, 'stacks');
  const names = existsSync(stacks) ? readdirSync(stacks).sort() : [];
  const files = names.map((name) => [name, join(stacks, name, FILE)] as const);
  return new Map(
    files.filter(([, file]) => existsSync(file)).map(([name, file]) => [name, readFileSync(file, 'utf8')]),
  );
}

export function describeWritten(folder: string, before: StackTexts, after: StackTexts): string {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return [
    `wrote the Terraform JSON of ${after.size} stacks to ${folder}:`,
    ...formatColumns(names.map((name) => [`  ${pathOf(name)}`, compare(before.get(name), after.get(name))])),
    'npm run list tells their order, npm run diff what they would change on AWS',
  ].join('\n');
}

const FILE = 'cdk.tf.json';
const pathOf = (name: string) => join('stacks', name, FILE);

function compare(before: string | undefined, after: string | undefined): string {
  if (after === undefined) return 'gone';
  if (before === undefined) return 'new';
  return before === after ? 'as before' : 'changed';
}
