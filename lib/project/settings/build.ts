/** `MESH_BUILD`: what builds the images of the sources. */
import type { Problem } from '../../mesh/checks/problem';
import { accepted, type Read, refused } from './setting-form';

/** `docker`: this project, in stack images. `elsewhere`: a CI that reads `npm run images`. */
export type Build = 'docker' | 'elsewhere';

const BUILDS: readonly Build[] = ['docker', 'elsewhere'];

/** It does not depend on whether Docker is installed: two machines would write different JSON. */
export function readBuild(text: string, where: string): Read<Build> {
  const build = BUILDS.find((name) => name === text);
  return build === undefined ? refused(buildUnknown(where, text)) : accepted(build);
}

function buildUnknown(where: string, got: string): Problem {
  return {
    code: 'setting-build',
    severity: 'error',
    where,
    what: 'must be docker or elsewhere',
    got,
    fix: 'write docker to build and push images in a stack of their own, elsewhere to leave that to your CI',
  };
}
