/** The hash of a build context: the same on every machine, and another one if any byte differs. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { BuildContext } from './build-context';
import type { ContextEntry } from './context-entry';

/** SHA-256, in hex, over path, kind, executable bit and content of every entry. */
export function contextHash(context: BuildContext): string {
  const hash = createHash('sha256');
  for (const entry of context.entries) {
    const content = contentOf(entry);
    // The length comes first, so that no content can look like the next entry.
    hash.update(`${entry.path}\0${describe(entry)}\0${content.length}\0`);
    hash.update(content);
  }
  return hash.digest('hex');
}

/** The image's tag: 64 bits are enough to distinguish one project's builds, and short enough to read. */
export function contextTag(context: BuildContext): string {
  return contextHash(context).slice(0, 16);
}

function contentOf(entry: ContextEntry): Buffer {
  switch (entry.kind) {
    case 'file':
      return readFileSync(entry.file);
    case 'text':
      return Buffer.from(entry.text);
    case 'link':
      return Buffer.from(entry.target);
  }
}

/** A text is written as a plain file, and hashed as one. */
function describe(entry: ContextEntry): string {
  if (entry.kind === 'link') return 'link';
  return entry.kind === 'file' && entry.executable ? 'executable' : 'file';
}
