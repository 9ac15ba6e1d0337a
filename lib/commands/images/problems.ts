/** One factory for each problem code of `npm run images` and `npm run digests`. */
import type { Problem } from '../../mesh/checks/problem';

export function stageFolder(folder: string, why: string): Problem {
  return {
    code: 'stage-folder',
    severity: 'error',
    where: 'npm run images > --stage-to',
    what: why,
    got: folder,
    fix: 'name a folder that is new, empty, or was written by this command',
  };
}

export function digestUnknown(image: string, reason: string): Problem {
  return {
    code: 'digest-unknown',
    severity: 'error',
    where: `image "${image}"`,
    what: `has no digest to write (${reason})`,
    fix: 'check network and tag (lib/ecs/containers/images.ts); nothing has been written',
  };
}
