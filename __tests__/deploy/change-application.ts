// Edits an application of a round's copy, as its developer would.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Round } from './round';

export type Change = readonly [old: string, now: string];

/** @param name of the application's folder */
export function changeApplication({ root }: Round, name: string, changes: readonly Change[]): void {
  const file = join(root, 'services', name, 'application.ts');
  const text = changes.reduce(
    (before, [old, now]) => {
      if (!before.includes(old)) throw new Error(`${old} is not in ${file}`);
      return before.replace(old, now);
    },
    readFileSync(file, 'utf8'),
  );
  writeFileSync(file, text);
}
