import { exact } from '../../../lib/mesh';
import { readRequest } from '../../../lib/mesh/resolve/request';
import type { Hop } from '../../../lib/mesh/resolve/resolution';
import { resolverOf } from '../../../lib/mesh/resolve/resolver';
import { takeRoute } from '../../../lib/mesh/resolve/take-route';
import { aMesh, aNode } from '../../../lib/testing';

const entrance = resolverOf(
  aMesh({
    nodes: { web: aNode(), canary: aNode() },
    services: {
      web: {
        routes: {
          beta: {
            match: { prefix: '/shop', headers: { 'x-beta': exact('yes') } },
            targets: { canary: 1 },
          },
          rest: { match: { prefix: '/shop' }, targets: { web: 1 } },
        },
      },
    },
  }).at({ stage: 'dev' }),
).entrance('web');

function take(path: string, headers: Record<string, string>, hops?: Hop[]) {
  if (entrance === undefined) throw new Error('the mesh of this test has no service "web"');
  const read = readRequest({ from: 'caller', path, headers }, 'web.shop.local:3000', false);
  return takeRoute(entrance, { read, hostOf: () => 'web.shop.local', ...(hops && { hops }) });
}

it('takes the first route whose conditions all hold, and passes the whole path on', () => {
  expect(take('/shop/cart?page=2', { 'x-beta': 'yes' })).toMatchObject({
    kind: 'reached',
    service: 'web',
    port: 3000,
    route: 'beta',
    targets: [{ node: 'canary', probability: 1 }],
    arrives: { host: 'web.shop.local', path: '/shop/cart?page=2' },
  });
});

it('notes each route that it passed, with the condition that failed', () => {
  const hops: Hop[] = [];
  expect(take('/shop', { 'x-beta': 'no' }, hops)).toMatchObject({ route: 'rest' });
  expect(hops).toEqual([
    {
      at: 'service',
      name: 'web',
      host: 'web.shop.local:3000',
      path: '/shop',
      passed: [{ route: 'beta', failed: [{ condition: 'header "x-beta" exact "yes"', got: 'no' }] }],
      taken: { route: 'rest', match: 'prefix "/shop"' },
    },
  ]);
});

it('answers 404 where no route takes the request, and notes that too', () => {
  const hops: Hop[] = [];
  expect(take('/other', {}, hops)).toEqual({ kind: 'lost', why: 'route', status: 404, service: 'web' });
  expect(hops).toEqual([
    expect.objectContaining({ passed: [expect.anything(), expect.anything()], name: 'web' }),
  ]);
  expect(hops[0]).not.toHaveProperty('taken');
});
