/** Names in the account carry the stage. */
import {
  accountName,
  logGroupName,
  meshName,
  replaceableName,
  repositoryName,
  roleName,
  targetGroupName,
  virtualServiceName,
} from '../../lib/mesh/account-names';
import { problemsOf } from './problems-of';
import { aGateway, aMesh, aNode, type MeshParts } from '../../lib/testing';

const shop = { name: 'shop', stage: 'dev', mesh: 'shop-mesh', namespace: 'shop.local' };
it.each([
  ['the cluster', accountName(shop), 'dev-shop'],
  ['a task family', accountName(shop, 'web'), 'dev-shop-web'],
  ['a part that repeats the application’s name', accountName(shop, 'shop-vgw'), 'dev-shop-vgw'],
  ['a part that only begins like it', accountName(shop, 'shops'), 'dev-shop-shops'],
  ['the mesh', meshName(shop), 'dev-shop-mesh'],
  ['a role', roleName(shop, 'web', 'task'), 'dev-shop-web-task'],
  ["EventBridge's role", roleName(shop, 'web', 'schedule'), 'dev-shop-web-schedule'],
  ['a log group', logGroupName(shop, 'web'), '/dev/shop/web'],
  ['a repository', repositoryName(shop, 'web'), 'dev/shop/web'],
  // Each stage has a zone of its own.
  ['a service, without the stage', virtualServiceName(shop, 'web'), 'web.shop.local'],
])('%s is called %s', (_, name, expected) => {
  expect(name).toBe(expected);
});

describe('a name that every object has a member of', () => {
  it.each<[string, MeshParts]>([
    ['node "constructor"', { nodes: { web: aNode(), constructor: aNode() } }],
    ['service "constructor"', { services: { web: { to: 'web' }, constructor: { to: 'web' } } }],
    ['gateway "constructor"', { gateways: { constructor: aGateway() } }],
    ['node "web" > runs', { nodes: { web: aNode({ runs: { source: 'constructor' } }) } }],
    [
      'service "web" > route "__proto__"',
      { services: { web: { routes: { ['__proto__']: { targets: { web: 1 } } } } } },
    ],
    [
      'gateway "in" > route "constructor"',
      { gateways: { in: aGateway({ routes: { constructor: { service: 'web' } } }) } },
    ],
  ])('is none for %s', (where, parts) => {
    expect(problemsOf(parts)).toEqual([`${where} [name-reserved]`]);
  });
});

describe('a name with a hash', () => {
  it('stays while what replaces the resource stays', () => {
    expect(replaceableName('dev-shop', 'ip', 8080)).toBe(replaceableName('dev-shop', 'ip', 8080));
  });

  it.each([
    ['ip', 8081],
    ['instance', 8080],
    ['ip', '8080'],
  ])('differs with %j, %j', (kind, port) => {
    expect(replaceableName('dev-shop', kind, port)).not.toBe(replaceableName('dev-shop', 'ip', 8080));
  });

  it('is six characters longer', () => {
    expect(replaceableName('dev-shop', 'ip', 8080)).toMatch(/^dev-shop-[a-z0-9]{5}$/);
  });
});

describe('the name of a target group', () => {
  const shop = aMesh().at({ stage: 'dev' });
  const nameOf = (loadBalancer: string, group: string, port = 3000) =>
    targetGroupName(shop, { loadBalancer, group, port }, 'HTTP');

  it('is that of its gateway or node, and a hash', () => {
    expect(nameOf('web', 'web')).toMatch(/^dev-shop-web-[a-z0-9]{5}$/);
    expect(nameOf('public', 'web')).toMatch(/^dev-shop-web-[a-z0-9]{5}$/);
  });

  it('differs by load balancer, by port of the node, and by what replaces the group', () => {
    const names = [
      nameOf('web', 'web'),
      nameOf('public', 'web'),
      nameOf('inside', 'web'),
      nameOf('web', 'web', 80),
    ];
    expect(new Set(names).size).toBe(4);
  });

  it('is cut to the 32 characters that AWS takes, and stays apart from others', () => {
    const long = 'a'.repeat(17);
    expect(nameOf(long, long)).toMatch(/^dev-shop-a{17}-[a-z0-9]{5}$/);
    const cut = [
      nameOf(`${long}b`, `${long}b`),
      nameOf(`${long}c`, `${long}c`),
      nameOf('public', `${long}b`),
    ];
    expect(cut.map((name) => name.length)).toEqual([32, 32, 32]);
    expect(new Set(cut).size).toBe(3);
  });
});
