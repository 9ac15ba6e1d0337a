/** How a gateway changes a request before it passes it on. */
import type { MeshMatch } from '../match/match';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import type { Protocol } from '../protocol';
import { PATH } from '../match/validate-match';
import { leaf, orFalse, type Shape, text } from '../checks/shape';
import { fields, optional } from '../checks/fields';
import { quote } from '../checks/value-text';

export interface Rewrite {
  /**
   * http, http2: the new prefix instead of the matched one, starts and ends with `/`; `false` keeps the matched one.
   * @default - `/`, as App Mesh does
   */
  readonly prefix?: string | false;
  /** http, http2: the new whole path. */
  readonly path?: string;
  /** `false` keeps the host of the client's request. @default - the service's host, as App Mesh does */
  readonly hostname?: false;
}

export const rewriteShape: Shape = fields<Rewrite>({
  prefix: optional(orFalse(text)),
  path: optional(text),
  hostname: optional(leaf('false', (value) => value === false)),
});

export function validateRewrite(
  rewrite: Rewrite | undefined,
  { match, protocol }: { readonly match: MeshMatch; readonly protocol: Protocol },
  where: string,
): Problem[] {
  if (rewrite === undefined) return [];
  const { prefix, path } = rewrite;
  if (protocol === 'grpc')
    return (['prefix', 'path'] as const)
      .filter((field) => rewrite[field] !== undefined)
      .map((field) => problems.routeProtocol(where, field, protocol));
  if (prefix !== undefined && path !== undefined) return [problems.rewriteTwice(where)];
  return [...validatePathRewrite(path, match, where), ...validatePrefixRewrite(prefix, match, where)];
}

function validatePathRewrite(path: Rewrite['path'], match: MeshMatch, where: string): Problem[] {
  if (path === undefined) return [];
  if (match.path === undefined)
    return [
      problems.rewriteMatch(where, 'path', 'a path that is matched', 'match a path, or rewrite the prefix'),
    ];
  return PATH.test(path) ? [] : [problems.rewritePath(where, path)];
}

/** App Mesh replaces the old prefix by the new one as text, so both must end where a part of the path ends. */
function validatePrefixRewrite(prefix: Rewrite['prefix'], match: MeshMatch, where: string): Problem[] {
  if (prefix === undefined) return [];
  if (match.prefix === undefined)
    return [
      problems.rewriteMatch(
        where,
        'prefix',
        'a prefix that is matched',
        'match a prefix, or rewrite the path',
      ),
    ];
  if (prefix === false) return [];
  if (!match.prefix.endsWith('/'))
    return [
      problems.rewriteMatch(
        where,
        'prefix',
        `a matched prefix that ends with "/", got ${quote(match.prefix)}`,
        `match ${quote(`${match.prefix}/`)}`,
      ),
    ];
  return PATH.test(prefix) && prefix.endsWith('/') ? [] : [problems.rewritePrefix(where, prefix)];
}
