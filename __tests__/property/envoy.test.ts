/** Random meshes: refused with a problem, or every Envoy in them takes its bootstrap. */
import fc from 'fast-check';
import { exact, grpc, http, http2, not, prefix, present, range, regex, suffix, tcp } from '../../lib/mesh';
import type { GatewayRouteDefinition } from '../../lib/mesh/gateway';
import type { Listener } from '../../lib/mesh/listener';
import { lookupIn } from '../../lib/mesh/lookup';
import type { RouteMatch } from '../../lib/mesh/match';
import { tracers } from '../../lib/mesh/tracing';
import { validateApplication } from '../../lib/mesh/validate';
import type { HeaderMatch, ValueMatch } from '../../lib/mesh/value-match';
import {
  gatewayRefs,
  nodeRefs,
  renderGatewayBootstrap,
  renderNodeBootstrap,
  validateForEnvoy,
} from '../../lib/render/envoy';
import { aMesh, aNode, type MeshParts } from '../../lib/testing';
import { describeWithEnvoy, validateBootstrap } from '../support/envoy';

const MESHES = 12;

const text = fc.oneof(
  fc.stringMatching(/^[a-z${}%"\\.*+]{1,12}$/),
  fc.string({ minLength: 1, maxLength: 12 }),
);
const expression = fc.constantFrom(
  'a+',
  '[0-9]{2}',
  '(?i)yes',
  '.*',
  'a|b',
  String.raw`\d+\.x`,
  'a%{2}',
  '${b}',
);
const value: fc.Arbitrary<ValueMatch> = fc.oneof(
  text.map(exact),
  text.map(prefix),
  text.map(suffix),
  expression.map(regex),
  fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 10, max: 99 })).map(([a, b]) => range(a, b)),
  fc.constant(present()),
);
const header: fc.Arbitrary<HeaderMatch> = fc.oneof(value, value.map(not));
const headers = fc.dictionary(fc.constantFrom('x-a', 'cookie', 'host', ':authority', 'User-Agent'), header, {
  minKeys: 1,
  maxKeys: 3,
});
const path = fc.stringMatching(/^\/[a-z$%{}.-]{0,10}$/);

const httpMatch: fc.Arbitrary<RouteMatch> = fc
  .record({
    where: fc.oneof(
      path.map((start) => ({ prefix: start })),
      path.map((whole) => ({ path: exact(whole) })),
      expression.map((each) => ({ path: regex(`/${each}`) })),
    ),
    more: fc.record(
      {
        headers,
        queryParameters: fc.dictionary(fc.constantFrom('q', 'page'), text.map(exact), { maxKeys: 2 }),
        method: fc.constantFrom('GET' as const, 'POST' as const),
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ where, more }) => ({ ...where, ...more }));
const grpcMatch: fc.Arbitrary<RouteMatch> = fc.record(
  { serviceName: fc.constant('shop.Web'), metadata: headers },
  { requiredKeys: [] },
);

interface Kind {
  readonly listen: (port: number) => Listener;
  readonly match: fc.Arbitrary<RouteMatch>;
  /** What a gateway before it speaks. */
  readonly gateway?: () => Exclude<Listener, { protocol: 'tcp' }>;
}

const kinds: readonly Kind[] = [
  { listen: (port) => http(port, { health: '/health?a=${b}' }), match: httpMatch, gateway: () => http(8080) },
  { listen: (port) => http2(port), match: httpMatch, gateway: () => http(8080) },
  { listen: (port) => grpc(port, { health: true }), match: grpcMatch, gateway: () => grpc(8080) },
  { listen: (port) => tcp(port), match: fc.constant({}) },
];

const mesh: fc.Arbitrary<MeshParts> = fc.constantFrom(...kinds).chain(({ listen, match, gateway }) =>
  fc
    .record({
      match,
      entry: match,
      host: fc.constantFrom(undefined, exact('Shop.example.com'), suffix('.example.com')),
      keepsHost: fc.boolean(),
      weights: fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 1, max: 50 })),
      interception: fc.constantFrom('explicit' as const, 'transparent' as const),
      tracing: fc.option(fc.record({ tracer: fc.constantFrom(...tracers) }), { nil: false }),
    })
    .map(({ entry, host, keepsHost, weights: [a, b], interception, tracing, ...parts }): MeshParts => {
      const way: GatewayRouteDefinition = {
        service: 'ab',
        match: { ...entry, ...(host && { hostname: host }) },
        ...(keepsHost && { rewrite: { hostname: false } }),
      };
      return {
        nodes: {
          a: aNode({ listeners: [listen(3000)], interception }),
          b: aNode({ listeners: [listen(3000)] }),
          web: aNode({ listeners: [http(4000)], backends: ['ab'], interception }),
        },
        services: {
          ab: {
            routes: {
              all: { targets: { a: 1 } },
              ...(gateway && { some: { match: parts.match, targets: { a, b } } }),
            },
          },
        },
        ...(gateway && { gateways: { ingress: { listener: gateway(), routes: { way } } } }),
        tracing,
      };
    }),
);

const applicationOf = (parts: MeshParts) => aMesh(parts).at({ stage: 'dev' });
const isSound = (parts: MeshParts) => {
  const application = applicationOf(parts);
  const found = validateApplication(application);
  const isWrong = [...found, ...(found.length === 0 ? validateForEnvoy(application) : [])];
  return isWrong.every(({ severity }) => severity === 'warning');
};

describeWithEnvoy('a sound mesh', () => {
  const sound = fc
    .sample(mesh, { numRuns: 8 * MESHES, seed: 20_261_125 })
    .filter(isSound)
    .slice(0, MESHES);

  it('is often found', () => {
    expect(sound).toHaveLength(MESHES);
  });

  it.each(sound.map((parts, index) => [index, parts] as const))(
    'number %d is taken by each of its Envoys',
    async (_, parts) => {
      const application = applicationOf(parts);
      const lookup = lookupIn(application);
      const bootstraps = [
        ...application.nodes.map((node) =>
          renderNodeBootstrap({ application, lookup }, node, nodeRefs(application, lookup, node)),
        ),
        ...application.gateways.map((gateway) =>
          renderGatewayBootstrap({ application, lookup }, gateway, gatewayRefs(application, lookup)),
        ),
      ];
      const refused = (await Promise.all(bootstraps.map(validateBootstrap))).filter(({ ok }) => !ok);
      expect({ parts, refused }).toEqual({ parts, refused: [] });
    },
    30_000,
  );
});
