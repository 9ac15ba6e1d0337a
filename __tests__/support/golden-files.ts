/** Compares real artefacts with the files that are kept of them, or keeps them where `npm run golden` asks for it. */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const isWriting = process.env['GOLDEN'] === 'write';

/** The artefacts of a story by file name; every other file of its folder but `.ts` is stale. */
export function expectGoldens(folder: string, artefacts: Readonly<Record<string, string>>): void {
  const kept = readdirSync(folder).filter((name) => !name.endsWith('.ts'));
  const stale = kept.filter((name) => !Object.hasOwn(artefacts, name));
  if (isWriting) stale.forEach((name) => rmSync(join(folder, name)));
  else expect({ folder, stale }).toEqual({ folder, stale: [] });
  for (const [name, text] of Object.entries(artefacts)) expectGolden(join(folder, name), text);
}

/** One file that is written by us: it is exactly `text`. */
export function expectGolden(file: string, text: string): void {
  if (isWriting) return writeFileSync(file, text);
  if (!existsSync(file)) throw new Error(`${file} is missing: write it with npm run golden, and read it`);
  expect(readFileSync(file, 'utf8')).toBe(text);
}
