/** The full name of an image in a registry, and whether it says which bytes. */
import { listNames, type Problem } from '../checks/problem';
import { problems } from '../checks/problems';

/** https://docs.docker.com/reference/cli/docker/image/tag/ */
export const TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;

/** Registry with a dot, a port or the name `localhost`. Without one Docker would use Docker Hub without a message. */
const REGISTRY = /^(localhost(:[0-9]+)?|[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(:[0-9]+)?|[A-Za-z0-9-]+:[0-9]+)$/;
const PATH = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** `registry/path:tag`, `registry/path@sha256:…`, or with both. */
export function isReference(reference: string): boolean {
  const [name = '', digest, ...more] = reference.split('@');
  if (more.length > 0 || (digest !== undefined && !DIGEST.test(digest))) return false;
  const slash = name.indexOf('/');
  if (slash < 0 || !REGISTRY.test(name.slice(0, slash))) return false;
  const [path = '', tag, ...colons] = name.slice(slash + 1).split(':');
  if (colons.length > 0 || (tag !== undefined && !TAG.test(tag))) return false;
  return PATH.test(path) && (tag !== undefined || digest !== undefined);
}

/** `registry`, `registry/path`: a reference without its last parts. */
export function isRegistryPath(text: string): boolean {
  const slash = text.indexOf('/');
  return slash < 0
    ? REGISTRY.test(text)
    : REGISTRY.test(text.slice(0, slash)) && PATH.test(text.slice(slash + 1));
}

/** Warns of images that a registry may replace under their tag: a new task would then run other bytes than an old one. */
export function validatePinned(images: readonly string[]): Problem[] {
  const found = [...new Set(images)].filter((image) => isReference(image) && !image.includes('@')).sort();
  return found.length === 0 ? [] : [problems.imageTag('nodes', listNames(found))];
}
