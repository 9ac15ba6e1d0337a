/** What the mesh calls and does not run. */
import {
  byTags,
  grpc,
  hostOf,
  http,
  http2,
  minutes,
  portOf,
  seconds,
  tcp,
  text,
  urlOf,
} from '../../lib/mesh';
import type { ExternalDefinition } from '../../lib/mesh/external';
import { callsOf, exitsOf, lookupIn } from '../../lib/mesh/lookup';
import { partsOf } from '../../lib/mesh/stack-parts';
import { aGateway, aMesh, aNode, type MeshParts } from '../../lib/testing';
import { codesOf, textsOf } from './problems-of';

const database: ExternalDefinition = { external: tcp(5432), host: 'db.example.com', cidr: '10.9.0.0/16' };
const parts = (change: Partial<ExternalDefinition> = {}): MeshParts => ({
  nodes: { web: aNode({ backends: ['orders-db'] }), database: { ...database, ...change } },
  services: { web: { to: 'web' }, 'orders-db': { to: 'database' } },
});
const at = (mesh: MeshParts) => aMesh(mesh).at({ stage: 'dev' });

describe('an external node', () => {
  it('is none of the nodes that run', () => {
    const { nodes, externals } = at(parts());
    expect(nodes.map(({ name }) => name)).toEqual(['web']);
    expect(externals).toEqual([
      {
        name: 'database',
        listener: { protocol: 'tcp', port: 5432 },
        host: 'db.example.com',
        cidr: '10.9.0.0/16',
      },
    ]);
  });

  it.each([tcp(5432), http(80), http2(8080, { health: '/' }), grpc(50051, { health: true })])(
    'speaks any protocol: %j',
    (external) => {
      expect(codesOf(parts({ external }))).toEqual([]);
    },
  );

  it('gives its listener to its service', () => {
    const lookup = lookupIn(at(parts()));
    expect(lookup.listenerOf('orders-db')).toEqual({ protocol: 'tcp', port: 5432 });
    expect(lookup.external('database')?.host).toBe('db.example.com');
    expect(lookup.external('web')).toBeUndefined();
  });

  it('is no edge between nodes, and a way out of each caller', () => {
    const application = at({
      ...parts(),
      nodes: { ...parts().nodes, job: aNode({ listeners: [], backends: ['orders-db', 'web'] }) },
    });
    expect(callsOf(application)).toEqual([{ from: 'job', to: 'web', port: 3000 }]);
    expect(exitsOf(application)).toMatchObject([
      { from: 'job', to: 'database', port: 5432 },
      { from: 'web', to: 'database', port: 5432 },
    ]);
  });

  it('shares a service with nodes that run, as long as they listen alike', () => {
    const shared = (port: number): MeshParts => ({
      nodes: { web: aNode(), old: { ...database, external: http(port) } },
      services: { web: { routes: { all: { targets: { web: 90, old: 10 } } } } },
    });
    expect(codesOf(shared(3000))).toEqual([]);
    expect(textsOf(shared(80))).toEqual([
      'service "web": its nodes listen differently: "old: http 80", "web: http 3000"; callers see one service on one port: give all of them the same listener [target-listeners-differ]',
    ]);
  });

  it('may stand behind a gateway', () => {
    const mesh: MeshParts = {
      nodes: { partner: { ...database, external: http(80) } },
      services: { partner: { to: 'partner' } },
      gateways: { ingress: aGateway({ routes: { all: { service: 'partner' } } }) },
    };
    // Something must run.
    expect(codesOf(mesh)).toEqual(['nodes-empty']);
    const web = aNode({ open: 'network' });
    expect(codesOf({ ...mesh, nodes: { web, ...mesh.nodes } })).toEqual([]);
  });
});

describe('its host', () => {
  it.each(['db.example.com', 'a.b', 'x-1.example.com', `${'a.'.repeat(126)}b`])('may be %s', (host) => {
    expect(codesOf(parts({ host }))).toEqual([]);
  });

  it.each([
    '',
    'db',
    '10.0.0.1',
    'db.example.com:5432',
    'DB.example.com',
    '-a.b',
    'a..b',
    `${'a.'.repeat(126)}bc`,
  ])('may not be %j', (host) => {
    expect(codesOf(parts({ host }))).toEqual(['external-host']);
  });
});

describe('its addresses', () => {
  it.each(['0.0.0.0/0', '10.9.0.0/16', '203.0.113.7/32', '255.255.255.254/31'])('may be %s', (cidr) => {
    expect(codesOf(parts({ cidr }))).toEqual([]);
  });

  it.each([
    '',
    'db.example.com',
    '10.9.0.0',
    '10.9.0.0/33',
    '10.9.0.1/16',
    '256.0.0.0/8',
    '10.9.0/24',
    '0.0.0.1/0',
    '::/0',
  ])('may not be %j', (cidr) => {
    expect(codesOf(parts({ cidr }))).toEqual(['external-cidr']);
  });

  const open = (external = tcp(5432)): MeshParts => ({
    ...parts(),
    nodes: {
      web: aNode({ backends: ['orders-db'] }),
      database: { external, host: 'db.example.com' },
    },
  });

  it('are any where it states none, which is said', () => {
    expect(textsOf(open())).toEqual([
      'node "database": its callers may reach port 5432 of any address, since a security group knows addresses and its host is a name; give its cidr or securityGroup, or "0.0.0.0/0" if any address is meant [external-open]',
    ]);
  });

  it('are no news on port 443, which every task reaches anyway', () => {
    expect(codesOf(open(tcp(443)))).toEqual([]);
  });
});

describe('its security group', () => {
  const group = 'sg-0a1b2c3d4e5f67890';
  const behind = (securityGroup: ExternalDefinition['securityGroup'], more = {}): MeshParts => ({
    ...parts(),
    nodes: {
      web: aNode({ backends: ['orders-db'] }),
      database: {
        external: tcp(5432),
        host: 'db.example.com',
        ...(securityGroup && { securityGroup }),
        ...more,
      },
    },
  });

  it.each([{ id: group }, { id: byTags({ Name: 'db' }), addRule: true }])('may be %j', (securityGroup) => {
    expect(codesOf(behind(securityGroup))).toEqual([]);
  });

  it('gets no rule of ours unless it is asked for', () => {
    expect(aMesh(behind({ id: group })).at({ stage: 'dev' }).externals).toMatchObject([
      { securityGroup: { id: group, addRule: false } },
    ]);
  });

  it('must have an id that AWS knows', () => {
    expect(textsOf(behind({ id: 'db-group' }))).toEqual([
      'node "database" > securityGroup: it is not the id of a security group, got "db-group"; use one such as "sg-0a1b2c3d4e5f67890", or fromState(), fromParameter() or byTags() [reference-id]',
    ]);
  });

  it('stands in place of addresses', () => {
    expect(textsOf(behind({ id: group }, { cidr: '10.0.0.0/16' }))).toEqual([
      'node "database": it has `cidr` and `securityGroup`, and callers reach either addresses or members of a group, got "10.0.0.0/16"; keep one of them [external-cidr-group]',
    ]);
  });
});

describe('its listener', () => {
  it.each<[string, ExternalDefinition['external']]>([
    ['timeout', tcp(5432, { timeout: { idle: minutes(1) } })],
    ['connectionPool', tcp(5432, { connectionPool: { maxConnections: 5 } })],
    [
      'outlierDetection',
      tcp(5432, {
        outlierDetection: {
          maxServerErrors: 5,
          interval: seconds(10),
          baseEjectionDuration: seconds(30),
          maxEjectionPercent: 50,
        },
      }),
    ],
  ])('has no %s, since no Envoy runs beside it', (_, external) => {
    expect(codesOf(parts({ external }))).toEqual(['external-listener']);
  });

  it('keeps the limits of every listener', () => {
    expect(textsOf(parts({ external: tcp(0, { health: { interval: seconds(4) } }) }))).toEqual([
      'node "database" > external: port must be a whole number from 1 to 65535, got 0; use 1 [port-range]',
      'node "database" > external > health check: interval must be 5 to 300 seconds, got 4; use 5 seconds [health-check-interval]',
    ]);
  });
});

describe('its form, where no compiler looked', () => {
  it.each([
    [{ host: undefined }, 'node "database": "host" is missing; add it [field-missing]'],
    [
      { host: 5 },
      'node "database": "host" must be text, fromState(…) or fromParameter(…), got 5; fix the value [field-type]',
    ],
    [{ cidr: false }, 'node "database": "cidr" must be text, got false; fix the value [field-type]'],
    [
      { runs: { source: 'db' } },
      'node "database": "runs" is not a field here, fields: "cidr", "external", "host", "securityGroup"; a node with `external` does not run here: keep one of the two [field-unknown]',
    ],
    [
      { external: 5432 },
      'node "database": "external" must be an object, got 5432; fix the value [field-type]',
    ],
  ])('%j is refused', (change, said) => {
    expect(textsOf(parts(change as Partial<ExternalDefinition>))).toEqual([said]);
  });
});

describe('an address of it', () => {
  const calling = (
    environment: Record<string, ReturnType<typeof urlOf> | ReturnType<typeof text>>,
    external = tcp(5432),
  ) => ({
    ...parts({ external }),
    nodes: {
      ...parts({ external }).nodes,
      web: aNode({ backends: ['orders-db'], runs: { environment } }),
    },
  });

  it('is host and port', () => {
    const both = text`postgres://${hostOf('orders-db')}:${portOf('orders-db')}/orders`;
    expect(codesOf(calling({ DATABASE: both }))).toEqual([]);
  });

  it('is a URL where it speaks HTTP, 2 as well, and gRPC', () => {
    for (const external of [http(80), http2(80), grpc(80)])
      expect(codesOf(calling({ PARTNER: urlOf('orders-db') }, external as never))).toEqual([]);
  });

  it('is no URL where it speaks anything at all', () => {
    expect(codesOf(calling({ DATABASE: urlOf('orders-db') }))).toEqual(['address-url-tcp']);
    expect(codesOf(calling({ DATABASE: text`${urlOf('orders-db')}?ssl` }))).toEqual(['address-url-tcp']);
  });
});

describe('in an application of several stacks', () => {
  const stacked = (stacks: NonNullable<MeshParts['stacks']>): MeshParts => ({ ...parts(), stacks });

  it('stands in one of them, with the services that it answers', () => {
    const application = at(stacked({ platform: ['database'], web: ['web'] }));
    const shares = partsOf(application).map(({ stack, nodes, externals, services }) => [
      stack,
      ...[...nodes, ...externals, ...services].map(({ name }) => name),
    ]);
    expect(shares).toEqual([
      ['platform', 'database', 'orders-db'],
      ['web', 'web', 'web'],
    ]);
  });

  it('is missed where it stands in none', () => {
    expect(textsOf(stacked({ platform: [], web: ['web'] }))).toEqual([
      'application "shop" > stacks: node "database" stands in no stack; add it to the stack that it is deployed with [stack-node-missing]',
    ]);
  });
});

it('may have the name of a gateway and of a service, since it runs no tasks under it', () => {
  const { database: own, ...others } = parts().nodes ?? {};
  expect(
    codesOf({
      nodes: { ...others, 'orders-db': own ?? database },
      services: { web: { to: 'web' }, 'orders-db': { to: 'orders-db' } },
      gateways: { 'orders-db': aGateway() },
    }),
  ).toEqual([]);
});
