/** A client calls a load balancer: which of its rules takes the request, and what becomes of it. */
import type { LoadBalancerRedirect } from '../entry/load-balancer-answer';
import { hasCertificate } from '../entry/load-balancer';
import { describeConditionsOf } from '../entry/load-balancer-match';
import { isDefault, type MeshLoadBalancerRoute } from '../entry/load-balancer-route';
import type { MeshLoadBalancer } from '../entry/mesh-load-balancer';
import { inOrderOfRules } from '../entry/validate-rules';
import { pickListener } from '../listener';
import { enterGateway } from './enter-gateway';
import { firstThatTakes, type Ready } from './ordered-routes';
import { type MeshRequest, readRequest, type ReadRequest, wholePath } from './request';
import type { Resolution } from './resolution';
import type { Resolver } from './resolver';
import { ruleCondition } from './rule-condition';
import { noteHop, type Walk } from './take-route';
import { endOf, timeoutOf } from './through-service';

export function enterLoadBalancer(
  resolver: Resolver,
  loadBalancer: MeshLoadBalancer,
  walking: Walk,
): Resolution {
  const { request, hops } = walking;
  if (request.protocol === 'tcp' && loadBalancer.kind !== 'network') return { kind: 'lost', why: 'protocol' };
  const read = readAtLoadBalancer(request);
  const routes = readyRules(loadBalancer, { read, request });
  if (hops) noteHop(hops, { at: 'load balancer', name: loadBalancer.name, routes, read });
  const taken = firstThatTakes(routes, read);
  if (taken === undefined) return { kind: 'lost', why: 'load-balancer-route', status: 404 };
  const found = take(resolver, taken.way, { loadBalancer, read, walking });
  return { ...found, loadBalancerRoute: taken.name };
}

/** Its path as it goes over the wire: how AWS changes it before it compares is not told. */
function readAtLoadBalancer(request: MeshRequest): ReadRequest {
  const read = readRequest(request, request.host ?? 'localhost', false);
  const [path] = request.path?.split(/[?#]/, 1) ?? [];
  return path === undefined ? read : { ...read, path };
}

/** In the order of priorities; the route without a match is asked last. */
function readyRules(
  { routes }: MeshLoadBalancer,
  client: Parameters<typeof ruleCondition>[1],
): Ready<MeshLoadBalancerRoute>[] {
  const ordered = [
    ...inOrderOfRules(routes.filter((route) => !isDefault(route))),
    ...routes.filter(isDefault),
  ];
  return ordered.map((route) => ({
    name: route.name,
    conditions: route.match.map((condition) => ruleCondition(condition, client)),
    says: () => describeConditionsOf(route.match),
    way: route,
  }));
}

interface Taking {
  readonly loadBalancer: MeshLoadBalancer;
  readonly read: ReadRequest;
  readonly walking: Walk;
}

function take(
  resolver: Resolver,
  { gateway = '', node, port, redirect, respond }: MeshLoadBalancerRoute,
  { loadBalancer, read, walking }: Taking,
): Resolution {
  if (redirect !== undefined)
    return {
      kind: 'lost',
      why: 'redirect',
      status: redirect.status ?? 301,
      location: locationOf(redirect, { loadBalancer, read }),
    };
  if (respond !== undefined) return { kind: 'lost', why: 'respond', status: respond.status };
  if (node !== undefined) return toNode(resolver, { node, port }, { read, walking });
  const entered = resolver.gateways.get(gateway);
  return entered === undefined
    ? { kind: 'lost', why: 'load-balancer-route', status: 404 }
    : enterGateway(resolver, entered, walking);
}

/** No service is on this way, so nothing splits or retries: the node's own Envoy hands the request to its application. */
function toNode(
  resolver: Resolver,
  { node, port }: { readonly node: string; readonly port: number | undefined },
  { read, walking }: Pick<Taking, 'read' | 'walking'>,
): Resolution {
  const listener = pickListener(resolver.nodes.get(node)?.listeners ?? [], port);
  if (listener === undefined) return { kind: 'lost', why: 'port' };
  const isTcp = listener.protocol === 'tcp';
  if (!isTcp && walking.request.protocol === 'tcp') return { kind: 'lost', why: 'protocol' };
  const timeout = timeoutOf(listener.timeout, listener);
  return {
    kind: 'reached',
    port: listener.port,
    targets: [{ node, probability: 1, ...(timeout.perRequest && { timeout: timeout.perRequest }) }],
    ...(!isTcp && { arrives: { host: read.authority, path: wholePath(read) } }),
    maxTries: 1,
    maxAttempts: 1,
    retryOn: [],
    timeout: { ...timeout, ...(timeout.perRequest && { endsWith: endOf(listener) }) },
  };
}

/** Parts that are left out are the client's. The port of a listener that exists is not known. */
function locationOf(
  { protocol, host = '#{host}', port, path = '/#{path}', query = '#{query}' }: LoadBalancerRedirect,
  { loadBalancer, read }: Pick<Taking, 'loadBalancer' | 'read'>,
): string {
  const isHttps = loadBalancer.kind === 'existing' ? read.scheme === 'https' : hasCertificate(loadBalancer);
  const scheme = isHttps ? 'https' : 'http';
  const at = String(port ?? portOf(loadBalancer, isHttps) ?? (isHttps ? 443 : 80));
  const parts: Readonly<Record<string, string>> = {
    protocol: scheme,
    host: read.authority.replace(/:[0-9]+$/, ''),
    port: at,
    path: read.path.slice(1),
    query: read.query ?? '',
  };
  const fill = (text: string) => text.replace(/#\{(\w+)\}/g, (whole, name: string) => parts[name] ?? whole);
  const asked = fill(query);
  return `${protocol?.toLowerCase() ?? scheme}://${fill(host)}:${at}${fill(path)}${asked === '' ? '' : `?${asked}`}`;
}

function portOf(loadBalancer: MeshLoadBalancer, isHttps: boolean): number | undefined {
  if (loadBalancer.kind === 'existing') return undefined;
  return isHttps && loadBalancer.kind === 'application' ? loadBalancer.httpsPort : loadBalancer.port;
}
