/** Reads a text file that may be missing. */
import { existsSync, readFileSync } from 'node:fs';

export function readIfThere(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
