/** Writes a build context to a folder of its own, which a container engine reads. */
import { chmodSync, copyFileSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BuildContext } from './build-context';
import type { ContextEntry } from './context-entry';

/** `directory` is emptied first: an old file would be in the image but not in the hash. */
export function stageContext(context: BuildContext, directory: string): void {
  rmSync(directory, { recursive: true, force: true });
  const folders = new Set(context.entries.flatMap((entry) => foldersOf(entry.path)));
  for (const folder of [...folders].sort()) {
    mkdirSync(join(directory, folder), { recursive: true });
    chmodSync(join(directory, folder), 0o755);
  }
  for (const entry of context.entries) writeEntry(entry, join(directory, entry.path));
}

/** Modes are set after writing, because the umask removes bits from a new file. */
function writeEntry(entry: ContextEntry, file: string): void {
  switch (entry.kind) {
    case 'file':
      copyFileSync(entry.file, file);
      chmodSync(file, entry.executable ? 0o755 : 0o644);
      return;
    case 'text':
      writeFileSync(file, entry.text);
      chmodSync(file, 0o644);
      return;
    case 'link':
      symlinkSync(entry.target, file);
  }
}

/** The folders above a path, the context's own (`.`) first. */
function foldersOf(path: string): string[] {
  const above = dirname(path);
  return above === '.' ? ['.'] : [...foldersOf(above), above];
}
