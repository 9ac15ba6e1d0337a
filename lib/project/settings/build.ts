/** `MESH_BUILD`: who builds the images that the sources stand for. */
import { buildUnknown } from './problems';
import { accepted, type Read, refused } from './setting-form';

/** `docker`: this project, in stack images. `elsewhere`: a CI that reads `npm run images`. */
export type Build = 'docker' | 'elsewhere';

const BUILDS: readonly Build[] = ['docker', 'elsewhere'];

/** Never found out by looking for an engine: two machines would write two projects. */
export function readBuild(text: string, where: string): Read<Build> {
  const build = BUILDS.find((name) => name === text);
  return build === undefined ? refused(buildUnknown(where, text)) : accepted(build);
}
