/** Folders of stacks that are no longer synthesised: another stage's, or the images' once they are built elsewhere. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** What cdktf writes beside the stacks. */
interface Manifest {
  readonly stacks: Readonly<Record<string, unknown>>;
}

/**
 * Empties them, so that `stacks/` holds only what was synthesised last. Only folders that hold a stack's JSON are
 * ours to empty. The folder itself stays, since `cdktf synth` lists the folders before it runs us, removes these
 * afterwards, and fails on one that is gone.
 */
export function emptyOrphanedFolders(outdir: string): void {
  // A cast, since it is the file that cdktf wrote a moment ago.
  const { stacks } = JSON.parse(readFileSync(join(outdir, 'manifest.json'), 'utf8')) as Manifest;
  for (const { name } of readdirSync(join(outdir, 'stacks'), { withFileTypes: true })) {
    const folder = join(outdir, 'stacks', name);
    if (Object.hasOwn(stacks, name) || !existsSync(join(folder, 'cdk.tf.json'))) continue;
    for (const entry of readdirSync(folder)) rmSync(join(folder, entry), { recursive: true });
  }
}
