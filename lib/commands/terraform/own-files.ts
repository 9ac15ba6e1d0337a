/** The files that users and Terraform keep beside the JSON of a stack: pins, values of variables, the lock file. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The JSON belongs to the command, and terraform's working files have a folder of their own. */
const NOT_KEPT: readonly string[] = ['cdk.tf.json', '.terraform'];

/** A state that an earlier terraform could not write to the bucket; no other terraform reads it. */
export const SAVED_STATE = 'errored.tfstate';

/** Files of a stack's folder by name, as they are. */
type Files = ReadonlyMap<string, Buffer>;

/**
 * Copies them to the folder in which terraform works. Files that the command wrote there stay. Returns a function that
 * copies changes back.
 */
export function takeOwnFiles(kept: string, work: string): () => void {
  for (const name of existsSync(kept) ? readdirSync(kept) : []) {
    if ([...NOT_KEPT, SAVED_STATE].includes(name) || existsSync(join(work, name))) continue;
    cpSync(join(kept, name), join(work, name), { recursive: true, dereference: true });
  }
  let known = filesIn(work);
  return () => {
    const now = filesIn(work);
    const changed = [...now].filter(([name, content]) => known.get(name)?.equals(content) !== true);
    if (changed.length > 0) mkdirSync(kept, { recursive: true });
    changed.forEach(([name]) => cpSync(join(work, name), join(kept, name)));
    known = now;
  };
}

/** All other blocks refer, or may refer, to what the JSON declares. */
const SETTINGS: readonly string[] = ['terraform', 'provider', 'variable', '//'];

/** In the format of `terraform fmt`: the content of a block is indented. */
const BLOCK = /^([a-z_]+)\b[^\n=]*\{/gm;

/**
 * Whether users add to the resources of a stack's JSON, or change them: more than pins, providers and values.
 * @param folder the folder in which terraform works for the stack
 */
export function hasOwnDeclarations(folder: string): boolean {
  const declared = [...filesIn(folder)].flatMap(([name, content]) =>
    blocksIn(name, content.toString('utf8')),
  );
  return declared.some((block) => !SETTINGS.includes(block));
}

function blocksIn(name: string, text: string): string[] {
  if (name.endsWith('.tf')) return [...text.matchAll(BLOCK)].map(([, block = '']) => block);
  if (!name.endsWith('.tf.json')) return [];
  try {
    return Object.keys(JSON.parse(text) as object);
  } catch {
    // Terraform reports what is wrong with it.
    return [];
  }
}

function filesIn(folder: string): Files {
  const files = readdirSync(folder, { withFileTypes: true }).filter(
    (entry) => entry.isFile() && !NOT_KEPT.includes(entry.name),
  );
  return new Map(files.map(({ name }) => [name, readFileSync(join(folder, name))]));
}
