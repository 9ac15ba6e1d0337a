/** What is found by labels is what comparing each with each finds. */
import fc from 'fast-check';
import { exact, not, prefix, present, regex, suffix } from '../../../lib/mesh';
import { covers, firstCovering } from '../../../lib/mesh/match/shadowed-route';
import {
  completeMatch,
  type GatewayRouteMatch,
  type MeshMatch,
  type RouteMatch,
} from '../../../lib/mesh/match/match';

const path = fc.constantFrom('/', '/a', '/a/', '/ab', '/a/b', '/b');
const condition = fc.constantFrom(
  present(),
  exact('1'),
  exact('2'),
  prefix('1'),
  not(exact('1')),
  not(present()),
);
const conditions = fc.dictionary(fc.constantFrom('x', 'y'), condition, { maxKeys: 2 });
const whole: fc.Arbitrary<RouteMatch & GatewayRouteMatch> = fc.record({
  prefix: path,
  path: fc.oneof(path.map(exact), fc.constantFrom('/a', '/.*').map(regex)),
  hostname: fc.constantFrom(exact('a.b.c'), exact('b.c'), suffix('.b.c'), suffix('.c'), suffix('c')),
  headers: conditions,
  metadata: conditions,
  queryParameters: fc.constantFrom({ q: present() }, { q: exact('1') }),
  method: fc.constantFrom('GET', 'PUT'),
  port: fc.constantFrom(1, 2),
  serviceName: fc.constantFrom('s', 't'),
  methodName: fc.constantFrom('m', 'n'),
});
const fields = [
  'headers',
  'hostname',
  'metadata',
  'method',
  'methodName',
  'path',
  'port',
  'prefix',
  'queryParameters',
  'serviceName',
];
/** A few fields each, so that one covers another often. */
const match: fc.Arbitrary<MeshMatch> = fc
  .tuple(whole, fc.subarray(fields, { maxLength: 3 }), fc.constantFrom('http' as const, 'grpc' as const))
  .map(([one, kept, protocol]) => {
    const some = Object.entries(one).filter(([field]) => kept.includes(field));
    return completeMatch(Object.fromEntries(some), protocol);
  });

it('is the first of those before it that covers it', () => {
  fc.assert(
    fc.property(fc.array(match, { minLength: 2, maxLength: 12 }), (matches) => {
      const compared = matches.map((inner, place) => {
        const first = matches.slice(0, place).findIndex((outer) => covers(outer, inner));
        return first === -1 ? undefined : first;
      });
      expect(firstCovering(matches)).toEqual(compared);
    }),
    { numRuns: 1000 },
  );
});

it('is found now and then', () => {
  const found = fc
    .sample(fc.array(match, { minLength: 12, maxLength: 12 }), { numRuns: 50, seed: 20_261_125 })
    .flatMap(firstCovering);
  expect(found.filter((place) => place !== undefined).length).toBeGreaterThan(100);
});
