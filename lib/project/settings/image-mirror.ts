/** `MESH_IMAGE_MIRROR`: where the images are that others have built, if not at public.ecr.aws and, of Envoy, Docker Hub. */
import { isRegistryPath } from './images';
import { imageMirror } from './problems';
import { accepted, type Read, refused } from './setting-form';

/** `<registry>[/<path>]`: what stands in place of `public.ecr.aws` or `docker.io` in a reference. */
export function readImageMirror(text: string, where: string): Read<string> {
  return isRegistryPath(text) ? accepted(text) : refused(imageMirror(where, text));
}
