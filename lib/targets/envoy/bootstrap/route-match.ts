/** Which requests a route takes. */
import type { MeshMatch } from '../../../mesh/match/match';
import type { Protocol } from '../../../mesh/protocol';
import type { HostnameMatch } from '../../../mesh/match/value-match';
import {
  type HeaderMatcher,
  type QueryMatcher,
  renderHeaderMatcher,
  renderQueryMatcher,
} from './value-match';

export type PathMatcher =
  | { readonly prefix: string }
  | { readonly path: string }
  | { readonly safe_regex: { readonly regex: string } };

export type EnvoyRouteMatch = PathMatcher & {
  readonly headers?: readonly HeaderMatcher[];
  readonly query_parameters?: readonly QueryMatcher[];
  readonly grpc?: Record<string, never>;
};

/** @param prefix replaces the match's own prefix */
export function renderRouteMatch(
  match: MeshMatch,
  protocol: Protocol,
  prefix = match.prefix,
): EnvoyRouteMatch {
  const headers = [
    ...(match.hostname ? [renderHostMatcher(match.hostname)] : []),
    ...(match.method === undefined ? [] : [isExactly(':method', match.method)]),
    ...(match.scheme === undefined ? [] : [isExactly(':scheme', match.scheme)]),
    ...[...match.headers, ...match.metadata].map((each) => renderHeaderMatcher(each.name, each.match)),
  ];
  const queries = match.queryParameters.map((each) => renderQueryMatcher(each.name, each.match));
  return {
    ...renderPath(match, prefix),
    ...(headers.length > 0 && { headers }),
    ...(queries.length > 0 && { query_parameters: queries }),
    ...(protocol === 'grpc' && { grpc: {} }),
  };
}

/** The path of gRPC consists of service and method. */
function renderPath({ path, serviceName, methodName }: MeshMatch, prefix = '/'): PathMatcher {
  if (path?.kind === 'exact') return { path: path.value };
  if (path?.kind === 'regex') return { safe_regex: { regex: path.value } };
  if (serviceName === undefined) return { prefix };
  return methodName === undefined
    ? { prefix: `/${serviceName}/` }
    : { path: `/${serviceName}/${methodName}` };
}

/**
 * A condition on a header, not the domain of a virtual host: all routes are in one list, and priority counts before the
 * host. A host has no case, and clients may add a port to it.
 */
function renderHostMatcher({ kind, value }: HostnameMatch): HeaderMatcher {
  const start = kind === 'suffix' ? '.*' : '';
  const regex = `(?i)${start}${value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(:[0-9]+)?`;
  return { name: ':authority', string_match: { safe_regex: { regex } } };
}

function isExactly(name: string, value: string): HeaderMatcher {
  return { name, string_match: { exact: value } };
}
