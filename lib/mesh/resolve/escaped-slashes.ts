/** What a gateway does with `%2F` and `%5C` in a path, before all other steps. */
import { hasEscapedSlash, unescapeSlashes } from '../match/escaped-slashes';
import type { MeshGateway } from '../entry/gateway';
import type { MeshRequest } from './request';
import type { Lost } from './resolution';

export function plainRequest(
  { pathWithEscapedSlashes }: Pick<MeshGateway, 'pathWithEscapedSlashes'>,
  request: MeshRequest,
): Lost | { readonly kind: 'plain'; readonly request: MeshRequest } {
  const [path = ''] = (request.path ?? '').split(/[?#]/, 1);
  if (pathWithEscapedSlashes === undefined || !hasEscapedSlash(path)) return { kind: 'plain', request };
  switch (pathWithEscapedSlashes) {
    case 'reject-request':
      return { kind: 'lost', why: 'escaped-slash', status: 400 };
    case 'unescape-and-redirect':
      return { kind: 'lost', why: 'escaped-slash', status: 307 };
    case 'unescape-and-forward':
      return {
        kind: 'plain',
        request: { ...request, path: unescapeSlashes(path) + (request.path ?? '').slice(path.length) },
      };
  }
}
