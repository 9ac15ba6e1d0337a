/** The one file with the digests of images that we do not build: `lib/ecs/containers/image-digests.json`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MeshError } from '../../mesh/checks/problem';
import { DIGESTED_IMAGES, type RecordedDigest } from '../../ecs/containers/images';
import { askDigest, type OriginOf } from './registry-digest';

export const DIGEST_FILE = join('lib', 'ecs', 'containers', 'image-digests.json');

/** All of them, sorted, or none. Every mistake is reported. A file with old and new digests would look complete. */
export async function askDigests(originOf?: OriginOf): Promise<[string, RecordedDigest][]> {
  const images = [...DIGESTED_IMAGES].sort();
  const asked = await Promise.allSettled(images.map((image) => askDigest(image, originOf)));
  const found: [string, RecordedDigest][] = [];
  const problems = asked.flatMap((each, index) => {
    if (each.status === 'fulfilled') found.push([images[index] ?? '', each.value]);
    else if (each.reason instanceof MeshError) return each.reason.problems;
    else throw each.reason;
    return [];
  });
  if (problems.length > 0) throw new MeshError(problems);
  return found;
}

export function writeDigests(root: string, digests: readonly [string, RecordedDigest][]): void {
  writeFileSync(join(root, DIGEST_FILE), `${JSON.stringify(Object.fromEntries(digests), null, 2)}\n`);
}
