/** What users and Terraform keep beside the JSON of a stack: pins, values of variables, the lock file. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The JSON is the command's own; what terraform needs to work has a folder of its own. */
const NOT_KEPT: readonly string[] = ['cdk.tf.json', '.terraform'];

/** What an earlier terraform could not write to the bucket; it is nothing that another one reads. */
export const SAVED_STATE = 'errored.tfstate';

/** Files of a stack's folder by name, as they are. */
type Files = ReadonlyMap<string, Buffer>;

/** Brings them to where terraform works. What the command wrote there itself stays. Returns what takes changes back. */
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

/** All else refers to what the JSON declares, or may. */
const SETTINGS: readonly string[] = ['terraform', 'provider', 'variable', '//'];

/** As `terraform fmt` writes them: what is in a block is indented. */
const BLOCK = /^([a-z_]+)\b[^\n=]*\{/gm;

/**
 * Whether users add to what the JSON of a stack declares, or change it: more than pins, providers and values.
 * @param folder where terraform works for the stack
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
    // Terraform says what is wrong with it.
    return [];
  }
}

function filesIn(folder: string): Files {
  const files = readdirSync(folder, { withFileTypes: true }).filter(
    (entry) => entry.isFile() && !NOT_KEPT.includes(entry.name),
  );
  return new Map(files.map(({ name }) => [name, readFileSync(join(folder, name))]));
}
