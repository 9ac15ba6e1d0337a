/** Whether a redirect leads a client back to the route that redirects it, with the same address. The client then goes round for ever. */
import type { LoadBalancerRedirect } from './load-balancer-answer';
import { hasCertificate } from './load-balancer';
import type { LoadBalancerCondition } from './load-balancer-match';
import { fitsPattern } from './load-balancer-pattern';
import type { MeshLoadBalancerRoute } from './load-balancer-route';
import type { MeshLoadBalancer } from './mesh-load-balancer';

interface Standing {
  readonly loadBalancer: MeshLoadBalancer;
  /** Routes that are tried before it. */
  readonly before: readonly MeshLoadBalancerRoute[];
}

/** False where it depends on the request. */
export function loops(
  { match, redirect }: MeshLoadBalancerRoute,
  { loadBalancer, before }: Standing,
): boolean {
  if (redirect === undefined || !staysAt(loadBalancer, redirect)) return false;
  const changed = changedParts(redirect);
  // AWS replaces words such as `#{host}` in a part; what is left of it is known at run time.
  if ([...changed.values()].some((text) => text.includes('#{'))) return false;
  // AWS wants another part than the query to change.
  if (changed.size === 0) return true;
  const asksQuery = match.some(({ kind }) => kind === 'queryParameter');
  if (asksQuery && redirect.query !== undefined && redirect.query !== '#{query}') return false;
  if (!match.every((condition) => takes(condition, changed) ?? true)) return false;
  // An earlier route did not take the request, so only what changes can make it take the next one.
  return !before.some(
    (earlier) =>
      earlier.match.some((condition) => takes(condition, changed) === true) &&
      earlier.match.every((condition) => takes(condition, changed) ?? true),
  );
}

/** Undefined for a condition on a part that stays the client's. */
function takes(
  { kind, values }: LoadBalancerCondition,
  changed: ReadonlyMap<string, string>,
): boolean | undefined {
  const text = changed.get(kind);
  return text === undefined
    ? undefined
    : values.some((value) => fitsPattern(cased(kind, value), cased(kind, text)));
}

/** The case of a host does not count. */
const cased = (kind: string, text: string) => (kind === 'hostname' ? text.toLowerCase() : text);

/** The parts that rules look at and that a redirect changes, by kind of condition. */
function changedParts({ host = '#{host}', path = '/#{path}' }: LoadBalancerRedirect): Map<string, string> {
  return new Map([
    ...(host === '#{host}' ? [] : [['hostname', host] as const]),
    ...(path === '/#{path}' ? [] : [['path', path] as const]),
  ]);
}

/** With a certificate the port of HTTP redirects to that of HTTPS, so it leads back too. The port of a listener that exists is not known. */
function staysAt(loadBalancer: MeshLoadBalancer, { protocol, port }: LoadBalancerRedirect): boolean {
  if (loadBalancer.kind === 'existing') return protocol === undefined && port === undefined;
  if (loadBalancer.kind === 'network') return false;
  const isHttps = hasCertificate(loadBalancer);
  const own = isHttps ? loadBalancer.httpsPort : loadBalancer.port;
  const isOwn = (protocol ?? (isHttps ? 'HTTPS' : 'HTTP')) === (isHttps ? 'HTTPS' : 'HTTP');
  if (isOwn) return (port ?? own) === own;
  return isHttps && port === loadBalancer.port;
}
