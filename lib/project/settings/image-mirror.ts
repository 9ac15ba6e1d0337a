/**
 * `MESH_IMAGE_MIRROR`: the registry of images that we do not build, instead of public.ecr.aws and Docker Hub.
 */
import type { Problem } from '../../mesh/checks/problem';
import { isRegistryPath } from '../../mesh/runs/image-reference';
import { accepted, type Read, refused } from './setting-form';

/** `<registry>[/<path>]`: the text that replaces `public.ecr.aws` or `docker.io` in a reference. */
export function readImageMirror(text: string, where: string): Read<string> {
  return isRegistryPath(text) ? accepted(text) : refused(imageMirror(where, text));
}

function imageMirror(where: string, got: string): Problem {
  return {
    code: 'setting-image-mirror',
    severity: 'error',
    where,
    what: 'must be a registry, or a registry and a path, without https:// and tag',
    got,
    fix: 'write what stands in place of public.ecr.aws and docker.io, such as registry.example.org/mirror',
  };
}
