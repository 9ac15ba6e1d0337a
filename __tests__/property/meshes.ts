/** Random meshes, over all that the model can say. Values are few, so that conditions and requests meet often. */
import fc from 'fast-check';
import {
  exact,
  grpc,
  http,
  http2,
  minutes,
  not,
  prefix,
  present,
  range,
  regex,
  seconds,
  suffix,
  tcp,
} from '../../lib/mesh';
import { type CallerGroup, callerGroups } from '../../lib/mesh/calls/caller-group';
import type { Duration } from '../../lib/mesh/duration';
import { ESCAPED_SLASHES } from '../../lib/mesh/match/escaped-slashes';
import type { GatewayDefinition, GatewayRouteDefinition } from '../../lib/mesh/entry/gateway';
import type { GatewayListener } from '../../lib/mesh/listener';
import type { Listener } from '../../lib/mesh/listener';
import type { RouteMatch } from '../../lib/mesh/match/match';
import { type Protocol, protocols } from '../../lib/mesh/protocol';
import type { NodeDefinition } from '../../lib/mesh/node';
import type { RouteDefinition } from '../../lib/mesh/route';
import type { HeaderMatch, HostnameMatch, ValueMatch } from '../../lib/mesh/match/value-match';
import { aNode, type MeshParts } from '../../lib/testing';

/** What requests hold, too. */
const word = fc.constantFrom('a', 'a', 'a', 'a', 'b', 'ab', 'A', '1', '5', 'x.y');
const strange = fc.oneof(
  fc.stringMatching(/^[a-z${}%"\\.*+]{1,12}$/),
  fc.string({ minLength: 1, maxLength: 12 }),
);
const text = fc.oneof({ weight: 9, arbitrary: word }, { weight: 1, arbitrary: strange });
const expression = fc.constantFrom(
  'a+',
  '[ab]b?',
  '(?i)a',
  '.*',
  'a|b',
  '[0-9]+',
  String.raw`x\.y`,
  'a%{2}',
  '${b}',
  '[[:alpha:]]+',
  String.raw`\Qx.y\E`,
  '(?:a|b){1,2}',
  String.raw`\x61`,
  String.raw`\pL+`,
  '(?s-i).',
);
const value: fc.Arbitrary<ValueMatch> = fc.oneof(
  text.map(exact),
  text.map(exact),
  text.map(prefix),
  text.map(suffix),
  expression.map(regex),
  fc.tuple(fc.integer({ min: -1, max: 2 }), fc.integer({ min: 3, max: 9 })).map(([a, b]) => range(a, b)),
  fc.constant(present()),
);
const condition: fc.Arbitrary<HeaderMatch> = fc.oneof(value, value.map(not));
const fieldNames = fc.constantFrom('x-a', 'x-a', 'X-A', 'X-B', 'cookie', 'User-Agent');
const hostNames = fc.constantFrom('host', ':authority');

const few = <T>(names: fc.Arbitrary<string>, match: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T | T[]>> =>
  fc.dictionary(names, fc.oneof(match, fc.array(match, { minLength: 1, maxLength: 2 })), {
    minKeys: 1,
    maxKeys: 2,
  });
const headers = fc.oneof(
  { weight: 9, arbitrary: few(fieldNames, condition) },
  { weight: 1, arbitrary: few(hostNames, condition) },
);

const start = fc.constantFrom(
  '/',
  '/',
  '/a',
  '/a',
  '/ab',
  '/a/',
  '/a/b',
  '/A',
  '/b/',
  '/x.y',
  '/{',
  '/%61',
  '/a//',
  '/.',
);
const way: fc.Arbitrary<Pick<RouteMatch, 'prefix' | 'path'>> = fc.oneof(
  start.map((prefix) => ({ prefix })),
  start.map((path) => ({ path: exact(path) })),
  expression.map((each) => ({ path: regex(`/(?:${each})`) })),
);

/** Mostly there is none of them, so that several routes may take a request. */
const rarely = <T>(one: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: one });
const query = few(fc.constantFrom('q', 'page'), fc.oneof(word.map(exact), fc.constant(present())));

const requestMatch = fc
  .record({
    way,
    headers: rarely(headers),
    queryParameters: rarely(query),
    method: rarely(fc.constantFrom('GET' as const, 'POST' as const)),
  })
  .map(({ way: where, headers: said, queryParameters, method }): RouteMatch => ({
    ...where,
    ...(said && { headers: said }),
    ...(queryParameters && { queryParameters }),
    ...(method && { method }),
  }));

const scheme = fc.option(fc.constantFrom('http' as const, 'https' as const), { nil: undefined, freq: 4 });
const callMatch: fc.Arbitrary<RouteMatch> = fc
  .record({
    service: fc.option(fc.constantFrom('shop.Web', 'shop.Other'), { nil: undefined, freq: 4 }),
    method: fc.option(fc.constantFrom('Get', 'Put'), { nil: undefined }),
    metadata: fc.option(few(fc.constantFrom('x-a', 'X-B'), condition), { nil: undefined }),
  })
  .map(({ service, method, metadata }) => ({
    ...(service !== undefined && { serviceName: service }),
    ...(service !== undefined && method !== undefined && { methodName: method }),
    ...(metadata && { metadata }),
  }));

const matches: Readonly<Record<Protocol, fc.Arbitrary<RouteMatch>>> = {
  http: requestMatch,
  http2: fc
    .tuple(requestMatch, scheme)
    .map(([match, one]) => ({ ...match, ...(one !== undefined && { scheme: one }) })),
  grpc: callMatch,
  tcp: fc.constant({}),
};

const priority = fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined, freq: 2 });
const shared = { perRequest: seconds(14), idle: minutes(1) };

/** Each protocol has a port of its own, so that a transparent caller can tell them apart. */
export const firstPort = (protocol: Protocol) => 3000 + protocols.indexOf(protocol);
export const secondPort = (protocol: Protocol) => 4000 + protocols.indexOf(protocol);

/** No field, so that the method decides, and the user's own words. No node here fails, so each is one try. */
const retry = fc.constantFrom(
  undefined,
  undefined,
  false as const,
  { maxRetries: 1 },
  { perRetryTimeout: seconds(7) },
  { on: ['gateway-error' as const, 'connection-error' as const], maxRetries: 10 },
);

/** Targets are three nodes, at least one of which gets something. */
function routeOf(protocol: Protocol, hasTwoPorts: boolean): fc.Arbitrary<RouteDefinition> {
  return fc
    .record({
      match: matches[protocol],
      onSecond: hasTwoPorts ? fc.boolean() : fc.constant(false),
      priority,
      weights: fc.tuple(...['a', 'b', 'c'].map(() => fc.option(fc.integer({ min: 0, max: 30 })))),
      certain: fc.constantFrom(0, 1, 2),
      retry,
      timeout: fc.constantFrom(undefined, shared),
    })
    .map(({ match, onSecond, priority: own, weights, certain, retry, timeout }) => {
      const targets = Object.fromEntries(
        weights.flatMap((weight, index) => {
          const least = index === certain ? Math.max(1, weight ?? 1) : weight;
          return least === null ? [] : [[`${protocol}-${'abc'[index] ?? ''}`, least] as const];
        }),
      );
      return {
        match: { ...match, ...(onSecond && { port: secondPort(protocol) }) },
        targets,
        ...(own !== undefined && { priority: own }),
        ...(protocol !== 'tcp' && retry !== undefined && { retry }),
        ...(protocol !== 'tcp' && timeout && { timeout }),
      };
    });
}

const hostname: fc.Arbitrary<HostnameMatch | undefined> = fc.constantFrom(
  undefined,
  undefined,
  exact('shop.example.com'),
  suffix('.example.com'),
  suffix('example.com'),
);

function gatewayRouteOf(
  protocol: Exclude<Protocol, 'tcp'>,
  hasTwoPorts: boolean,
): fc.Arbitrary<GatewayRouteDefinition> {
  return fc
    .record({
      match: protocol === 'grpc' ? callMatch.map(withoutMethod) : matches.http,
      hostname,
      priority,
      service: fc.constantFrom('one', 'two'),
      onSecond: hasTwoPorts ? fc.boolean() : fc.constant(false),
      keepsHost: fc.boolean(),
      rewrites: fc.constantFrom(undefined, undefined, false as const, '/a/', '/'),
    })
    .map(({ match, hostname: host, keepsHost, rewrites, service, onSecond, priority: own }) => {
      const rewrite = {
        ...(keepsHost && { hostname: false as const }),
        ...(protocol === 'grpc' ? {} : pathRewrite(match, rewrites)),
      };
      return {
        service: `${protocol}-${service}`,
        match: { ...match, ...(host && { hostname: host }) },
        ...(own !== undefined && { priority: own }),
        ...(onSecond && { port: secondPort(protocol) }),
        ...(Object.keys(rewrite).length > 0 && { rewrite }),
      };
    });
}

/** App Mesh's gateways tell services of gRPC apart, not methods. */
function withoutMethod({ serviceName, metadata }: RouteMatch): RouteMatch {
  return { ...(serviceName !== undefined && { serviceName }), ...(metadata && { metadata }) };
}

function pathRewrite(match: RouteMatch, to: false | string | undefined) {
  if (to === undefined) return {};
  if (match.path !== undefined) return to === false ? {} : { path: to };
  return to === false || match.prefix?.endsWith('/') === true ? { prefix: to } : {};
}

/** What may be unusual of HTTP. Requests have fewer headers than the least of these. */
interface Form {
  readonly maxHeadersCount?: number;
  readonly mergeSlashes?: boolean;
  readonly keepAlive?: Duration;
}

const form: fc.Arbitrary<Form> = fc
  .record({
    maxHeadersCount: fc.constantFrom(undefined, 60, 100, 10_000),
    mergeSlashes: fc.constantFrom(undefined, undefined, true, false, false),
    keepAlive: fc.constantFrom(undefined, seconds(1), minutes(60)),
  })
  .map(withoutUndefined);

/** Which HTTP/2 and gateways have not. */
const withoutKeepAlive = ({ maxHeadersCount, mergeSlashes }: Form): Form =>
  withoutUndefined({ maxHeadersCount, mergeSlashes });

const listeners: Readonly<Record<Protocol, (port: number, isFull: boolean, own: Form) => Listener>> = {
  http: (port, isFull, own) =>
    http(port, { ...(isFull && { health: '/health', timeout: shared, ...pools }), ...own }),
  http2: (port, isFull, own) =>
    http2(port, { ...(isFull && { health: '/health?a=${b}', timeout: shared }), ...withoutKeepAlive(own) }),
  grpc: (port, isFull, { maxHeadersCount }) =>
    grpc(port, {
      ...(isFull && { health: true as const, connectionPool: { maxRequests: 99 } }),
      ...(maxHeadersCount !== undefined && { maxHeadersCount }),
    }),
  tcp: (port, isFull) => tcp(port, isFull ? { health: true, timeout: { idle: minutes(1) } } : {}),
};
const pools = {
  connectionPool: { maxConnections: 99 },
  outlierDetection: {
    maxServerErrors: 50,
    interval: seconds(10),
    baseEjectionDuration: seconds(30),
    maxEjectionPercent: 50,
  },
};

/** Nodes and services of one protocol, and a gateway before them: `http-a`, `http-one`, `http-gateway`. */
function familyOf(protocol: Protocol): fc.Arbitrary<MeshParts> {
  return fc.boolean().chain((hasTwoPorts) =>
    fc
      .record({
        isFull: fc.boolean(),
        // Nodes of one service may differ in how many headers they take; in slashes they must not.
        forms: fc.tuple(form, fc.constantFrom(undefined, 70, 200)),
        edge: fc.tuple(form, fc.boolean(), fc.constantFrom(undefined, ...ESCAPED_SLASHES)),
        one: routesOf(routeOf(protocol, hasTwoPorts), { minLength: 1, maxLength: 6 }),
        // An Envoy keeps the number of a second port, and two services of one caller cannot both have it.
        two: routesOf(routeOf(protocol, false), { minLength: 1, maxLength: 3 }),
        gateway:
          protocol === 'tcp'
            ? fc.constant([])
            : routesOf(gatewayRouteOf(protocol, hasTwoPorts), { maxLength: 4 }),
      })
      .map(
        ({ isFull, forms: [own, most], edge: [atEdge, keepsId, slashes], one, two, gateway }): MeshParts => {
          const first = firstPort(protocol);
          const ports = hasTwoPorts ? [first, secondPort(protocol)] : [first];
          const node = (its: Form) =>
            aNode({ listeners: ports.map((port) => listeners[protocol](port, isFull, its)) });
          return {
            nodes: {
              [`${protocol}-a`]: node(own),
              [`${protocol}-b`]: node(most === undefined ? own : { ...own, maxHeadersCount: most }),
              [`${protocol}-c`]: node(own),
            },
            services: {
              [`${protocol}-one`]: { routes: named(one) },
              [`${protocol}-two`]: { routes: named(two) },
            },
            ...(gateway.length > 0 && {
              gateways: {
                [`${protocol}-gateway`]: {
                  listener: listeners[protocol === 'grpc' ? 'grpc' : 'http'](
                    8080,
                    false,
                    withoutKeepAlive(atEdge),
                  ) as GatewayListener,
                  routes: named(gateway),
                  ...(keepsId && { preserveExternalRequestId: true }),
                  ...(slashes && { pathWithEscapedSlashes: slashes }),
                } satisfies GatewayDefinition,
              },
            }),
          };
        },
      ),
  );
}

/** Two with the same match would be refused. */
const routesOf = <Route extends { readonly match?: unknown }>(
  route: fc.Arbitrary<Route>,
  lengths: { readonly minLength?: number; readonly maxLength: number },
) => fc.uniqueArray(route, { ...lengths, selector: ({ match }) => JSON.stringify(match) });

const named = <T>(all: readonly T[]) => Object.fromEntries(all.map((each, index) => [`r${index + 1}`, each]));

const external = fc.option(
  fc.constantFrom(
    { external: http(8081), host: 'api.example.com' },
    { external: tcp(5432), host: 'db.example.com' },
  ),
);

/**
 * Nodes `caller` and, transparent, `walker` call every service; `job` runs once. Gateways are `http-gateway` and so on;
 * service `outside` leads out of the mesh.
 */
export const anyMesh: fc.Arbitrary<MeshParts> = fc
  .record({
    families: fc
      .uniqueArray(fc.constantFrom(...protocols), { minLength: 1, maxLength: 2 })
      .chain((chosen) => fc.tuple(...chosen.map(familyOf))),
    external,
    walks: fc.boolean(),
    tracing: fc.constantFrom(undefined, {}, { tracer: 'opentelemetry' as const }),
    hasJob: fc.boolean(),
    callerGroup: fc.constantFrom(...callerGroups),
  })
  .map(({ families, external: outside, walks, tracing, hasJob, callerGroup }): MeshParts => {
    const services = {
      ...Object.assign({}, ...families.map((family) => family.services)),
      ...(outside && { outside: { to: 'outside' } }),
    } as MeshParts['services'];
    const gateways = Object.assign({}, ...families.map((family) => family.gateways)) as MeshParts['gateways'];
    const caller = aNode({ listeners: [], backends: Object.keys(services ?? {}) });
    const nodes = {
      ...byGroup(Object.assign({}, ...families.map((family) => family.nodes)) as Nodes, callerGroup),
      caller,
      ...(walks && { walker: { ...caller, interception: 'transparent' } }),
      ...(hasJob && { job: aNode({ listeners: [], runs: { kind: 'task' } as never }) }),
      ...(outside && { outside }),
    } as MeshParts['nodes'];
    return {
      ...(nodes && { nodes }),
      ...(services && { services }),
      ...(gateways && { gateways }),
      ...(tracing && { tracing }),
    };
  });

type Nodes = Readonly<Record<string, NodeDefinition>>;

/** One node of each protocol: a task holds five groups at most. */
function byGroup(nodes: Nodes, callerGroup: CallerGroup): Nodes {
  return Object.fromEntries(
    Object.entries(nodes).map(([name, node]) => [
      name,
      name.endsWith('-b') && callerGroup !== 'own' ? { ...node, callerGroup } : node,
    ]),
  );
}

function withoutUndefined<T extends object>(all: { readonly [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(all).filter(([, one]) => one !== undefined)) as T;
}
