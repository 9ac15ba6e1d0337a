/**
 * Folders of stacks that are no longer synthesised: those of another stage, or of the images if they are now built
 * elsewhere.
 */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** The files that cdktf writes beside the stacks. */
interface Manifest {
  readonly stacks: Readonly<Record<string, unknown>>;
}

/**
 * Empties them, so that `stacks/` holds only the stacks of the last synth. Only folders that have a stack's JSON are
 * ours, and are emptied. The folder itself stays: `cdktf synth` lists the folders before it runs us, removes them
 * afterwards, and fails if one does not exist.
 */
export function emptyOrphanedFolders(outdir: string): void {
  // A cast, since cdktf wrote the file a moment ago.
  const { stacks } = JSON.parse(readFileSync(join(outdir, 'manifest.json'), 'utf8')) as Manifest;
  for (const { name } of readdirSync(join(outdir, 'stacks'), { withFileTypes: true })) {
    const folder = join(outdir, 'stacks', name);
    if (Object.hasOwn(stacks, name) || !existsSync(join(folder, 'cdk.tf.json'))) continue;
    for (const entry of readdirSync(folder)) rmSync(join(folder, entry), { recursive: true });
  }
}
