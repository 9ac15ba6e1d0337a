/** Writes the build contexts of a stack into its folder, so that its JSON can name them by relative paths. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildContext } from './build-context';
import { stageContext } from './stage-context';

/** `contexts` by path below `folder`, each in `assets`. Files of older sources are removed. */
export function stageAssets(folder: string, contexts: ReadonlyMap<string, BuildContext>): void {
  rmSync(join(folder, 'assets'), { recursive: true, force: true });
  for (const [path, context] of contexts) stageContext(context, join(folder, path));
}
