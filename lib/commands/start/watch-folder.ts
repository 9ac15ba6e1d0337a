/** Reports when a TypeScript file of a folder was edited. */
import { watch } from 'node:fs';

/** An editor writes a file in several steps. */
const SETTLED_MS = 100;

/** Returns a function that ends it. */
export function watchFolder(folder: string, onEdit: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(folder, (_kind, file) => {
    if (file === null || !/\.tsx?$/.test(file)) return;
    clearTimeout(timer);
    timer = setTimeout(onEdit, SETTLED_MS);
  });
  return () => {
    clearTimeout(timer);
    watcher.close();
  };
}
