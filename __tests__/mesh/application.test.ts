/** What an application is once its defaults are filled in. */
import { application, http, milliseconds, seconds } from '../../lib/mesh';
import { completeApplication } from '../../lib/mesh/complete-application';
import { validateApplication } from '../../lib/mesh/validate';
import { aGateway, aMesh, aNode } from '../../lib/testing';

const dev = { stage: 'dev' };

it('says so where its name is no text', () => {
  for (const name of [undefined, 5n, Symbol('shop'), {}] as unknown[] as string[]) {
    const read = () =>
      application(name, () => ({ mesh: 'shop', namespace: 'shop.local', nodes: {}, services: {} })).at(dev);
    expect(read).toThrow('its name must be text');
  }
});

it('takes an empty level of Container Insights for what it is', () => {
  const parts = { containerInsights: '' as never };
  expect(validateApplication(aMesh(parts).at(dev)).map(({ code }) => code)).toEqual(['container-insights']);
});

describe('an application that says as little as it can', () => {
  const shop = application('shop', () => ({
    mesh: 'shop',
    namespace: 'shop.local',
    nodes: { web: { runs: { source: 'web' } } },
    services: {},
  })).at(dev);

  it('has every default of the whole', () => {
    expect(shop).toEqual({
      name: 'shop',
      stage: 'dev',
      mesh: 'shop',
      namespace: 'shop.local',
      nodes: [expect.objectContaining({ name: 'web' })],
      externals: [],
      services: [],
      gateways: [],
      loadBalancers: [],
      cluster: {},
      network: {
        kind: 'own',
        cidr: '10.0.0.0/16',
        zones: 2,
        nat: 'one',
        publicIp: false,
        endpoints: [],
        ipv6: false,
      },
      keys: {},
      logs: { retentionDays: 14, envoyLevel: 'info' },
      architecture: 'X86_64',
      stacks: [],
      outsidePolicies: {},
    });
  });

  it('has every default of a node: a worker of one small task', () => {
    expect(shop.nodes).toEqual([
      {
        name: 'web',
        listeners: [],
        backends: [],
        interception: 'explicit',
        callerGroup: 'own',
        backendPorts: {},
        runs: {
          kind: 'service',
          origin: { source: 'web' },
          ports: [],
          readonlyRootFilesystem: true,
          cpu: 256,
          memoryMiB: 1024,
          count: 1,
          deployment: { minimumHealthyPercent: 100, maximumPercent: 200 },
          environment: {},
        },
      },
    ]);
  });

  it('has no tracing, unless it says so', () => {
    expect(shop.tracing).toBeUndefined();
    expect(aMesh({ tracing: false }).at(dev).tracing).toBeUndefined();
    expect(aMesh({ tracing: {} }).at(dev).tracing).toEqual({
      samplingRate: 0.05,
      tracer: 'xray',
    });
  });
});

describe('every default', () => {
  const shop = aMesh({
    nodes: {
      web: {
        listeners: [http(3000, { health: { path: '/', interval: seconds(10), timeout: seconds(3) } })],
        backends: ['web'],
        interception: 'transparent',
        callerGroup: 'shared',
        runs: {
          source: 'shop-web',
          cpu: 512,
          memoryMiB: 2048,
          count: 3,
          containerMemoryMiB: 1024,
          readonlyRootFilesystem: false,
          environment: { B: '2', A: '1' },
          healthCheck: { command: ['true'], interval: seconds(20), retries: 5 },
        },
      },
    },
    network: { cidr: '172.16.0.0/20', zones: 3, nat: 'zone' },
    tracing: { samplingRate: 1 },
    logs: { retentionDays: 1, envoyLevel: 'debug' },
    architecture: 'ARM64',
  }).at(dev);

  it('of the whole can be overridden', () => {
    expect(shop).toMatchObject({
      network: { cidr: '172.16.0.0/20', zones: 3, nat: 'zone' },
      tracing: { samplingRate: 1 },
      logs: { retentionDays: 1, envoyLevel: 'debug' },
      architecture: 'ARM64',
    });
  });

  it('of a node can be overridden', () => {
    expect(shop.nodes[0]).toEqual({
      name: 'web',
      listeners: [
        {
          protocol: 'http',
          port: 3000,
          healthCheck: {
            path: '/',
            interval: { milliseconds: 10_000 },
            timeout: { milliseconds: 3000 },
            healthyThreshold: 2,
            unhealthyThreshold: 2,
          },
        },
      ],
      backends: ['web'],
      interception: 'transparent',
      callerGroup: 'shared',
      backendPorts: {},
      runs: {
        kind: 'service',
        origin: { source: 'shop-web' },
        ports: [],
        readonlyRootFilesystem: false,
        cpu: 512,
        memoryMiB: 2048,
        count: 3,
        containerMemoryMiB: 1024,
        deployment: { minimumHealthyPercent: 100, maximumPercent: 150 },
        environment: { A: '1', B: '2' },
        healthCheck: {
          command: ['true'],
          interval: { milliseconds: 20_000 },
          timeout: { milliseconds: 5000 },
          retries: 5,
          startPeriod: { milliseconds: 10_000 },
        },
      },
    });
  });
});

it('is a function of the stage, so that stages may differ in what the application says', () => {
  const shop = application('shop', ({ stage }) => ({
    mesh: 'shop',
    namespace: 'shop.local',
    nodes: { web: { runs: { source: 'web', count: stage === 'prod' ? 4 : 1 } } },
    services: {},
  }));
  expect(shop.at({ stage: 'prod' })).toMatchObject({ stage: 'prod', nodes: [{ runs: { count: 4 } }] });
  expect(shop.at(dev)).toMatchObject({ stage: 'dev', nodes: [{ runs: { count: 1 } }] });
});

describe('the order of declaration', () => {
  const parts = {
    nodes: {
      web: aNode({ listeners: [http(3000), http(3001)], backends: ['b', 'a'] }),
      two: aNode({ runs: { environment: { A: '1', B: '2' } } }),
      one: aNode({ listeners: [http(3000), http(3001)] }),
    },
    services: {
      a: { to: 'two' },
      b: {
        routes: {
          main: { targets: { web: 1, one: 2 }, retry: { on: ['server-error', 'client-error'] as const } },
          api: { match: { prefix: '/api' }, targets: { one: 1 } },
        },
      },
    },
    gateways: { x: aGateway({ routes: { r: { service: 'a' }, q: { service: 'b' } } }), w: aGateway() },
  };

  it('changes nothing', () => {
    expect(aMesh(reversed(parts)).at(dev)).toEqual(aMesh(parts).at(dev));
  });

  it('is by name, and by port where listeners are meant', () => {
    const { nodes, services, gateways } = aMesh(parts).at(dev);
    expect(nodes.map(({ name }) => name)).toEqual(['one', 'two', 'web']);
    expect(nodes[2]).toMatchObject({ listeners: [{ port: 3000 }, { port: 3001 }], backends: ['a', 'b'] });
    expect(services.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(services[1]?.routes.map(({ name }) => name)).toEqual(['api', 'main']);
    expect(services[1]?.routes[1]?.targets.map(({ node }) => node)).toEqual(['one', 'web']);
    expect(services[1]?.routes[1]?.retry?.on).toEqual(['client-error', 'server-error']);
    expect(gateways.map(({ name, routes }) => [name, ...routes.map((route) => route.name)])).toEqual([
      ['w', 'all'],
      ['x', 'q', 'r'],
    ]);
  });
});

describe('the result', () => {
  const shop = aMesh({ gateways: { ingress: aGateway() }, tracing: {} }).at(dev);

  it('is frozen to the last value', () => {
    expect(thawed(shop)).toEqual([]);
  });

  it('is frozen even where the user froze the outside of a value', () => {
    const deployment = { minimumHealthyPercent: 100, maximumPercent: 200 };
    const runs = Object.freeze({ source: 'web', deployment });
    expect(thawed(aMesh({ nodes: { web: { runs } } }).at(dev))).toEqual([]);
  });

  it('is plain data: what is written as JSON comes back equal', () => {
    expect(JSON.parse(JSON.stringify(shop))).toEqual(shop);
  });

  it('is equal however often it is asked for', () => {
    const source = aMesh();
    expect(source.at(dev)).toEqual(source.at(dev));
  });

  it('has names that a JavaScript object has, too', () => {
    const strange = aMesh({
      nodes: { constructor: aNode() },
      services: { constructor: { routes: { constructor: { targets: { constructor: 1 } } } } },
    }).at(dev);
    expect(strange.services).toMatchObject([{ routes: [{ targets: [{ node: 'constructor', weight: 1 }] }] }]);
  });
});

it('leaves what it is given as it is', () => {
  const parts = { nodes: { web: aNode() }, services: { web: { to: 'web' } } };
  const before = JSON.stringify(parts);
  completeApplication('shop', dev, { mesh: 'shop', namespace: 'shop.local', ...parts });
  expect(JSON.stringify(parts)).toBe(before);
});

it('keeps milliseconds whole where seconds are not', () => {
  const [node] = aMesh({
    nodes: { web: aNode({ listeners: [http(3000, { timeout: { idle: milliseconds(1500) } })] }) },
  }).at(dev).nodes;
  expect(node?.listeners[0]?.timeout).toEqual({ idle: { milliseconds: 1500 } });
});

/** Objects and lists inside `value` that are not frozen, as paths. */
function thawed(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const below = Object.entries(value).flatMap(([key, item]) => thawed(item, `${path}/${key}`));
  return Object.isFrozen(value) ? below : [path, ...below];
}

/** The same declarations, keys and items in the other order. */
function reversed<T>(value: T): T {
  if (Array.isArray(value)) return value.map(reversed).reverse() as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, reversed(item)]);
  return Object.fromEntries(entries.reverse()) as T;
}
