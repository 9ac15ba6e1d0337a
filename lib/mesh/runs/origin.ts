/** What a container runs: an image that is built from a source, or one that is there. */
import { validateSource } from '../checks/name-form';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { isObject, type Shape } from '../checks/shape';
import { isReference } from './image-reference';

/** Exactly one of the two. */
export type OriginDefinition =
  { readonly source: string; readonly image?: never } | { readonly source?: never; readonly image: string };

/** The form of a container, and that it has one origin. */
export const withOrigin =
  (shape: Shape): Shape =>
  (value, place) => {
    const found = shape(value, place);
    if (!isObject(value)) return found;
    const said = ['source', 'image'].filter((field) => value[field] !== undefined);
    if (said.length === 0)
      return isMeant(found) ? found : [...found, problems.fieldMissing(place.own, '"source" or "image"')];
    return said.length === 1 ? found : [...found, problems.containerOrigin(place.own)];
  };

/** It is there under another name, and a problem says how it is called. */
function isMeant(found: readonly Problem[]): boolean {
  return found.some(({ fix }) => ['"source"', '"image"', '`image`'].some((name) => fix.includes(name)));
}

export type Origin = { readonly source: string } | { readonly image: string };

export function validateOrigin(origin: Origin, where: string): Problem[] {
  if ('source' in origin) return validateSource(origin.source, where);
  return isReference(origin.image) ? [] : [problems.imageReference(where, origin.image)];
}
