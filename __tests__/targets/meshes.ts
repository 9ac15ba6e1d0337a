/** Random meshes in the model's own words, most of them sound. */
import fc from 'fast-check';
import {
  applicationLoadBalancer,
  exact,
  http,
  type HttpListenerOptions,
  not,
  prefix,
  present,
  range,
  regex,
  type RouteMatch,
  seconds,
  suffix,
  urlOf,
} from '../../lib/mesh';
import type { MeshApplication } from '../../lib/mesh/application';
import { tracers } from '../../lib/mesh/tracing';
import { aMesh, type MeshParts } from '../../lib/testing';

const share = fc.integer({ min: 0, max: 50 });

const listenerOptions: fc.Arbitrary<HttpListenerOptions> = fc.record(
  {
    health: fc.constantFrom('/health', '/ready?x=${y}'),
    timeout: fc.record({ perRequest: fc.integer({ min: 0, max: 60 }).map(seconds) }),
    connectionPool: fc.record({ maxConnections: fc.integer({ min: 1, max: 1000 }) }),
    outlierDetection: fc.record({
      maxServerErrors: fc.integer({ min: 1, max: 10 }),
      interval: fc.constant(seconds(10)),
      baseEjectionDuration: fc.constant(seconds(30)),
      maxEjectionPercent: fc.integer({ min: 0, max: 100 }),
    }),
  },
  { requiredKeys: [] },
);

const route = fc.record(
  {
    targets: fc.record({ a: share, b: share }).filter(({ a, b }) => a + b > 0),
    retry: fc.constantFrom(false as const, { maxRetries: 3 }, { on: ['server-error'] as const }),
    timeout: fc.record({ perRequest: fc.integer({ min: 0, max: 60 }).map(seconds) }),
  },
  { requiredKeys: ['targets'] },
);

const text = fc.constantFrom('yes', '2.0', '${user}', 'a b');
const value = fc.oneof(
  text.map(exact),
  text.map(prefix),
  text.map(suffix),
  fc.constantFrom('a|b', '.*').map(regex),
  fc.integer({ min: 1, max: 9 }).map((start) => range(start, start + 5)),
  fc.constant(present()),
);
/** Says more than a prefix, so that no other route takes all of its requests. */
const match: fc.Arbitrary<RouteMatch> = fc.record(
  {
    headers: fc.record({ 'x-a': fc.oneof(value, value.map(not)), 'x-b': value }, { requiredKeys: ['x-a'] }),
    queryParameters: fc.record({ q: fc.oneof(text.map(exact), fc.constant(present())) }),
    method: fc.constantFrom('GET', 'PUT'),
    path: fc.constantFrom(exact('/api/x'), regex('/api/[0-9]+')),
  },
  { requiredKeys: ['headers'] },
);
const chosen = fc
  .tuple(route, match, fc.option(fc.integer({ min: 1, max: 1000 }), { nil: undefined }))
  .map(([one, matched, priority]) => ({
    ...one,
    match: matched,
    ...(priority !== undefined && { priority }),
  }));

/** Nodes `a` and `b` behind service `ab`, a worker that calls them, and perhaps a gateway. */
export const partsArbitrary: fc.Arbitrary<MeshParts> = fc
  .record({
    port: fc.integer({ min: 3000, max: 3100 }),
    options: listenerOptions,
    several: fc.boolean(),
    routes: fc.record({ all: route, api: route, chosen }, { requiredKeys: ['all'] }),
    environment: fc.dictionary(fc.stringMatching(/^[A-OQ-Z][A-Z]{0,4}$/), fc.string(), { maxKeys: 3 }),
    gateway: fc.boolean(),
    tracing: fc.option(fc.record({ tracer: fc.constantFrom(...tracers) }), { nil: false }),
    scaling: fc.boolean(),
    jobs: fc.boolean(),
  })
  .map(({ port, options, several, routes, environment, gateway, tracing, scaling, jobs }): MeshParts => {
    const listeners = [http(port, options), ...(several ? [http(port + 1000)] : [])];
    const runs = {
      source: 'web',
      environment,
      ...(scaling && { scaling: { min: 1, max: 4, cpuPercent: 50 } }),
    };
    return {
      nodes: {
        a: { listeners, backends: ['ab'], runs },
        b: { listeners, runs },
        worker: { backends: ['ab'], runs: { source: 'worker', environment: { AB: urlOf('ab') } } },
        ...(jobs && {
          once: { backends: ['ab'], runs: { kind: 'task', source: 'worker', environment } },
          daily: { backends: ['ab'], runs: { kind: 'schedule', at: 'rate(1 day)', source: 'worker' } },
        }),
      },
      services: {
        ab: {
          routes: {
            all: routes.all,
            ...(routes.api && { api: { ...routes.api, match: { prefix: '/api' } } }),
            ...(routes.chosen && { chosen: routes.chosen }),
          },
        },
      },
      ...(gateway && {
        gateways: {
          in: {
            listener: http(8080),
            routes: { all: { service: 'ab' } },
            loadBalancer: applicationLoadBalancer(80),
          },
        },
      }),
      tracing,
    };
  });

/** The same mesh twice: as declared, and with every name declared in the other order. */
export function applicationsOf(parts: MeshParts): readonly [MeshApplication, MeshApplication] {
  return [aMesh(parts).at({ stage: 'dev' }), aMesh(backwards(parts)).at({ stage: 'dev' })];
}

function backwards<T>(value: T): T {
  if (Array.isArray(value)) return value.map(backwards) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]): [string, unknown] => [key, backwards(item)]);
  return Object.fromEntries(entries.reverse()) as T;
}
