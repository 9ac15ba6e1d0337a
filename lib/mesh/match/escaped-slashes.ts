/** `%2F` and `%5C` in a path: what a gateway does with an escaped slash. */
import { mergesSlashes } from '../traffic/http-form';
import type { GatewayListener } from '../listener';
import type { MeshMatch } from './match';
import { normalisePath } from './path';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { leaf, type Shape } from '../checks/shape';
import { quote } from '../checks/value-text';

/**
 * Envoy's own words. `keep-unchanged`: it is an ordinary letter, and the application decides what it means.
 * `reject-request`: the gateway answers 400. `unescape-and-redirect`: it answers 307 to the path with plain slashes.
 * `unescape-and-forward`: it is `/` for routes and for the application.
 */
export const ESCAPED_SLASHES = [
  'keep-unchanged',
  'reject-request',
  'unescape-and-redirect',
  'unescape-and-forward',
] as const;

export type EscapedSlashes = (typeof ESCAPED_SLASHES)[number];

export const escapedSlashesShape: Shape = leaf(
  `one of ${ESCAPED_SLASHES.map((word) => JSON.stringify(word)).join(', ')}`,
  (value) => ESCAPED_SLASHES.some((each) => each === value),
);

const ESCAPED = /%2F|%5C/gi;

/** Whether a path, without its query, has an escaped slash. */
export const hasEscapedSlash = (path: string) => path.search(ESCAPED) >= 0;

/** Envoy does this before it looks at dots and repeated slashes. */
export const unescapeSlashes = (path: string) =>
  path.replace(ESCAPED, (escape) => (escape.toUpperCase() === '%2F' ? '/' : '\\'));

interface PathReader {
  readonly listener: GatewayListener;
  readonly routes: readonly { readonly name: string; readonly match: MeshMatch }[];
  readonly pathWithEscapedSlashes?: EscapedSlashes;
}

/**
 * Warns of routes whose own path has an escaped slash, if the gateway lets no such path reach its routes. Regular
 * expressions are not checked.
 */
export function validateEscapedSlashes(
  { routes, pathWithEscapedSlashes, listener }: PathReader,
  where: string,
): Problem[] {
  if (pathWithEscapedSlashes === undefined) return [];
  return routes.flatMap(({ name, match: { prefix, path } }) => {
    const written = path?.kind === 'exact' ? path.value : prefix;
    if (written === undefined || !hasEscapedSlash(written)) return [];
    const plain = normalisePath(unescapeSlashes(written), mergesSlashes(listener));
    const at = `${where} > route ${quote(name)}`;
    return [problems.matchEscapedSlash(at, { written, plain, choice: pathWithEscapedSlashes })];
  });
}
