/** What every target is held to: which nodes a request reaches, and on which terms. */
import type { MeshApplication } from '../application';
import type { Duration } from '../duration';
import { mergesSlashes } from '../traffic/http-form';
import type { MeshNode } from '../node';
import { MeshError } from '../checks/problem';
import { plainRequest } from './escaped-slashes';
import { throughLoadBalancer } from './load-balancer';
import { explainRoutes, firstThatTakes, type Ready } from './ordered-routes';
import { type MeshRequest, type ReadRequest, readRequest, wholePath } from './request';
import type { Explanation, Hop, Resolution } from './resolution';
import { type ReadyEntrance, type ReadyGateway, type Resolver, resolverOf } from './resolver';
import { endOf, type ServiceWay, timeoutOf } from './through-service';
import { validateRequest } from './validate-request';

/**
 * What becomes of a request, without its reasons; see {@link explain}. Pure: the same application and request give the same
 * answer, whatever runs where. The application must be sound: without an error of `validateApplication`.
 *
 * It speaks of a mesh whose tasks are all well: health checks, ejected tasks and limits of connections are not in a
 * request. Headers that Envoys write themselves (`x-request-id`, `x-forwarded-*`, `x-envoy-*`) count as the request has
 * them, so say them in it where a route asks for them.
 *
 * @throws MeshError where caller, service or path is none
 * @example resolve(shop.at({ stage: 'prod' }), { from: 'web', to: 'cart', path: '/items' })
 */
export function resolve(application: MeshApplication, request: MeshRequest): Resolution {
  return walk(application, { request });
}

/** {@link resolve}, with every list of routes that was looked through, and why routes did not take the request. */
export function explain(application: MeshApplication, request: MeshRequest): Explanation {
  const hops: Hop[] = [];
  return { resolution: walk(application, { request, hops }), hops };
}

interface Walk {
  readonly request: MeshRequest;
  /** Where given, what was looked at is added to it. */
  readonly hops?: Hop[];
}

function walk(application: MeshApplication, { request, hops }: Walk): Resolution {
  const resolver = resolverOf(application);
  const wrong = validateRequest(resolver, request);
  if (wrong.length > 0) throw new MeshError(wrong);
  const { from, to = '' } = request;
  const gateway = resolver.gateways.get(from);
  if (gateway !== undefined) return enterGateway(resolver, gateway, { request, ...(hops && { hops }) });
  const node = resolver.nodes.get(from);
  if (!node?.backends.includes(to)) return { kind: 'lost', why: 'backend', service: to };
  const entrance = resolver.entrance(to, request.port);
  if (entrance === undefined) return { kind: 'lost', why: 'port', service: to };
  return askService(node, entrance, { request, ...(hops && { hops }) });
}

function enterGateway(
  resolver: Resolver,
  { gateway, routes, outside }: ReadyGateway,
  walking: Walk,
): Resolution {
  const { request, hops } = walking;
  if (request.protocol === 'tcp') return { kind: 'lost', why: 'protocol' };
  const plain = plainRequest(gateway, request);
  if (plain.kind === 'lost') return plain;
  const said = readRequest(plain.request, request.host ?? 'localhost', mergesSlashes(gateway.listener));
  const read = throughLoadBalancer(gateway, said);
  if (hops) note(hops, { at: 'gateway', name: gateway.name, routes, read });
  const taken = firstThatTakes(routes, read);
  if (taken === undefined) return { kind: 'lost', why: 'gateway-route', status: 404 };
  const { service, port, change } = taken.way;
  const entrance = resolver.entrance(service, port);
  if (entrance === undefined) return { kind: 'lost', why: 'port', service };
  const changed = change(read);
  const found = takeRoute(entrance, {
    read: changed,
    hostOf: () => changed.authority,
    ...(hops && { hops }),
  });
  if (found.kind === 'lost') return { ...found, gatewayRoute: taken.name };
  const own = timeoutOf(
    { perRequest: { milliseconds: 0 }, idle: { milliseconds: 0 }, ...gateway.listener.timeout },
    gateway.listener,
  );
  const limits = shorter(found.timeout, own);
  const end = limits.perRequest && { endsWith: endOf(gateway.listener) };
  const inside = { ...found.timeout, ...limits, ...end };
  return {
    ...found,
    gatewayRoute: taken.name,
    timeout: { ...inside, ...shorter(inside, outside.get(taken.name) ?? {}) },
  };
}

/** An explicit caller's Envoy writes the host itself; what a transparent one says must mean the service. */
function askService(
  { interception }: MeshNode,
  entrance: ReadyEntrance,
  { request, hops }: Walk,
): Resolution {
  const { service, listener, authority, hosts } = entrance;
  const noted = hops && { hops };
  if (listener.protocol !== 'tcp' && request.protocol === 'tcp')
    return { kind: 'lost', why: 'protocol', service };
  if (interception === 'explicit')
    return takeRoute(entrance, {
      read: readRequest(request, authority, mergesSlashes(listener)),
      hostOf: ({ externalHost = authority }) => externalHost,
      ...noted,
    });
  // Clients leave HTTP's own port out.
  const said = request.host ?? (listener.port === 80 ? hosts[0] : authority);
  if (listener.protocol !== 'tcp' && !hosts.includes(said.toLowerCase()))
    return { kind: 'lost', why: 'host', status: 404, service };
  const read = readRequest(request, said, mergesSlashes(listener));
  return takeRoute(entrance, { read, hostOf: () => said, ...noted });
}

interface Taking {
  readonly read: ReadRequest;
  /** What the backend reads as host. */
  readonly hostOf: (way: ServiceWay) => string;
  readonly hops?: Hop[];
}

function takeRoute({ service, listener, routes }: ReadyEntrance, { read, hostOf, hops }: Taking): Resolution {
  if (hops) note(hops, { at: 'service', name: service, routes, read });
  const taken = firstThatTakes(routes, read);
  if (taken === undefined) return { kind: 'lost', why: 'route', status: 404, service };
  return {
    kind: 'reached',
    service,
    port: listener.port,
    ...taken.way.answerTo(read),
    ...(listener.protocol !== 'tcp' && { arrives: { host: hostOf(taken.way), path: wholePath(read) } }),
  };
}

interface Noted {
  readonly at: Hop['at'];
  readonly name: string;
  readonly routes: readonly Ready<unknown>[];
  readonly read: ReadRequest;
}

function note(hops: Hop[], { at, name, routes, read }: Noted): void {
  hops.push({ at, name, host: read.authority, path: wholePath(read), ...explainRoutes(routes, read) });
}

interface Limits {
  readonly perRequest?: Duration;
  readonly idle?: Duration;
}

function shorter(a: Limits, b: Limits): Limits {
  const perRequest = shortest(a.perRequest, b.perRequest);
  const idle = shortest(a.idle, b.idle);
  return { ...(perRequest && { perRequest }), ...(idle && { idle }) };
}

function shortest(a: Duration | undefined, b: Duration | undefined): Duration | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a.milliseconds <= b.milliseconds ? a : b;
}
