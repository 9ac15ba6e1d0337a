/** Addresses in environment values: each target writes its own, so application code never knows the target. */
import { hostOf, portOf, text, urlOf } from '../../lib/mesh';
import { type Address, pathsIn, servicesIn, writeAddress } from '../../lib/mesh/address';
import { aNode } from '../../lib/testing';
import { textsOf } from './problems-of';

const addressOf = (service: string) =>
  ({ scheme: 'http', host: `${service}.shop.local`, port: 3000 }) as const;

it.each<[string | Address, string]>([
  ['plain', 'plain'],
  ['', ''],
  [urlOf('prices'), 'http://prices.shop.local:3000'],
  [urlOf('prices', { path: '/v1' }), 'http://prices.shop.local:3000/v1'],
  [hostOf('prices'), 'prices.shop.local'],
  [portOf('prices'), '3000'],
  [text`${hostOf('db')}:${portOf('db')}`, 'db.shop.local:3000'],
  [text`postgres://${hostOf('db')}/orders`, 'postgres://db.shop.local/orders'],
  [text`no address`, 'no address'],
  [text``, ''],
])('%j is written %s', (value, written) => {
  expect(writeAddress(value, addressOf)).toBe(written);
});

it.each<[string | Address, string[], string[]]>([
  ['plain', [], []],
  [urlOf('prices', { path: '/v1' }), ['prices'], ['/v1']],
  [text`${hostOf('a')},${urlOf('b')}`, ['a', 'b'], ['']],
])('%j refers to %j, with the paths %j', (value, services, paths) => {
  expect(servicesIn(value)).toEqual(services);
  expect(pathsIn(value)).toEqual(paths);
});

it('is plain data, so that an application stays serialisable', () => {
  expect(JSON.parse(JSON.stringify(text`tcp://${hostOf('db')}`))).toEqual({
    kind: 'text',
    parts: ['tcp://', { kind: 'host', service: 'db' }],
  });
});

describe('an address in a variable', () => {
  const calling = (value: string | Address, backends = ['prices']) => ({
    nodes: { web: aNode({ backends, runs: { environment: { PRICES: value } } }) },
    services: { web: { to: 'web' }, prices: { to: 'web' } },
  });

  it.each([urlOf('prices'), hostOf('prices'), portOf('prices'), text`x${urlOf('prices', { path: '/a' })}`])(
    'is of a declared backend: %j',
    (value) => expect(textsOf(calling(value))).toEqual([]),
  );

  it('is a problem where the node has no such backend', () => {
    expect(textsOf(calling(text`${hostOf('prices')}`, []))).toEqual([
      'node "web" > runs > environment "PRICES": service "prices" is not a backend of this node, its backends: none; add it to `backends` [address-not-backend]',
    ]);
  });

  it('is one problem, however often one variable holds it', () => {
    expect(textsOf(calling(text`${hostOf('prices')}:${portOf('prices')}`, []))).toHaveLength(1);
  });

  it('is a problem where it is misspelt, with the nearest backend', () => {
    expect(textsOf(calling(urlOf('price')))).toEqual([
      'node "web" > runs > environment "PRICES": service "price" is not a backend of this node, its backends: "prices"; did you mean "prices"? [address-not-backend]',
    ]);
  });

  it('is right where the backend beside it is misspelt, which is the one problem', () => {
    expect(textsOf(calling(urlOf('prices'), ['price']))).toEqual([
      'node "web": backend "price" is not a service, known services: "prices", "web"; did you mean "prices"? [backend-unknown]',
    ]);
  });

  it('is a problem where its path would run into the port', () => {
    expect(textsOf(calling(urlOf('prices', { path: 'v1' })))).toEqual([
      'node "web" > runs > environment "PRICES": the path of a URL starts with "/", because the port comes right before it, got "v1"; put "/" in front [address-path]',
    ]);
  });
});
