/** The order of routes up to version 0.1.0. A user who relied on it gets a warning that says what changes. */
import { type Ordered, rankOfHost } from './route-order';

/** A regular expression came after all prefixes, and all other conditions counted the same. */
export function rankBefore({ priority, match }: Ordered): number[] {
  const { method, scheme, headers, queryParameters, metadata } = match;
  const further = [method, scheme].filter((value) => value !== undefined);
  const conditions = [...further, ...headers, ...queryParameters, ...metadata];
  return [priority ?? Infinity, ...rankOfHost(match.hostname), ...rankOfPath(match), -conditions.length];
}

function rankOfPath({ prefix, path, serviceName, methodName }: Ordered['match']): number[] {
  if (path?.kind === 'exact') return [0, 0];
  if (path !== undefined) return [2, -path.value.length];
  if (prefix !== undefined) return [1, -prefix.length];
  return [methodName !== undefined ? 0 : serviceName !== undefined ? 1 : 2, 0];
}
