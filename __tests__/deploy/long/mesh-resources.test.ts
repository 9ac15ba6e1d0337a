// Everything that the model can say of protocols and routing, as App Mesh takes it from the real provider and reads it back.
import { rmSync } from 'node:fs';
import {
  applicationLoadBalancer,
  exact,
  grpc,
  http,
  http2,
  minutes,
  networkLoadBalancer,
  not,
  prefix,
  present,
  range,
  regex,
  seconds,
  suffix,
  tcp,
} from '../../../lib/mesh';
import { aMesh, aNode } from '../../../lib/testing';
import { appMeshAlone } from '../../support/app-mesh-alone';
import { type AwsDoubles, describeWithAws, startAwsDoubles } from '../../support/aws-doubles';
import { writeConfiguration } from '../../support/doubles/terraform-fixtures';
import { terraform, type TerraformResult } from '../../support/terraform';

const outlierDetection = {
  maxServerErrors: 5,
  interval: seconds(10),
  baseEjectionDuration: seconds(30),
  maxEjectionPercent: 50,
};
const timeout = { perRequest: seconds(14), idle: minutes(1) };
const every = { timeout, outlierDetection };
const conditions = {
  'x-exact': exact('yes'),
  'x-prefix': prefix('v'),
  'x-suffix': suffix('-beta'),
  'x-regex': regex('[a-z]+'),
  'x-range': range(1, 1_000),
  'x-present': present(),
  'x-not': not(exact('no')),
  'x-absent': not(present()),
};
const target = (node: string) => ({ targets: { [node]: 100 } });

/** One application with every protocol, every condition and every rewrite that App Mesh and its provider take. */
const source = aMesh({
  nodes: {
    web: aNode({
      listeners: [
        http(3000, {
          health: '/health',
          connectionPool: { maxConnections: 9, maxPendingRequests: 8 },
          ...every,
        }),
        http2(3001, { health: '/health', connectionPool: { maxRequests: 7 }, ...every }),
      ],
      backends: ['prices', 'queue', 'orders-db'],
    }),
    next: aNode(),
    prices: aNode({
      listeners: [grpc(50051, { health: true, connectionPool: { maxRequests: 6 }, ...every })],
    }),
    queue: aNode({
      listeners: [
        tcp(4222, {
          health: true,
          connectionPool: { maxConnections: 5 },
          timeout: { idle: minutes(1) },
          outlierDetection,
        }),
      ],
    }),
    'orders-db': { external: tcp(5432, { health: true }), host: 'db.example.com', cidr: '10.9.0.0/16' },
  },
  services: {
    web: {
      routes: {
        ...Object.fromEntries(
          Object.entries(conditions).map(([name, match], index) => [
            name,
            { priority: index + 1, match: { headers: { [name]: match } }, ...target('web') },
          ]),
        ),
        exact: { match: { path: exact('/exact') }, ...target('web'), timeout },
        regex: {
          priority: 900,
          match: { path: regex('/v[0-9]+/.*'), method: 'GET' },
          ...target('web'),
          retry: false,
        },
        query: {
          priority: 1000,
          match: { queryParameters: { debug: present(), lang: exact('en') } },
          ...target('web'),
        },
        all: { targets: { web: 100, next: 0 } },
        'http2-all': { match: { port: 3001, scheme: 'https', method: 'POST' }, ...target('web') },
      },
    },
    prices: {
      routes: {
        method: { match: { serviceName: 'shop.Prices', methodName: 'Get' }, ...target('prices'), timeout },
        metadata: { priority: 5, match: { metadata: conditions }, ...target('prices') },
        service: {
          match: { serviceName: 'shop.Prices' },
          ...target('prices'),
          retry: {
            on: [
              'cancelled',
              'deadline-exceeded',
              'internal',
              'resource-exhausted',
              'unavailable',
              'connection-error',
              'server-error',
            ],
          },
        },
        all: target('prices'),
      },
    },
    queue: { routes: { all: { ...target('queue'), timeout: { idle: minutes(2) } } } },
    'orders-db': { to: 'orders-db' },
  },
  gateways: {
    ingress: {
      listener: http(8080, { health: '/', connectionPool: { maxConnections: 9 } }),
      loadBalancer: applicationLoadBalancer(80),
      routes: {
        host: {
          service: 'web',
          port: 3000,
          priority: 1,
          match: { hostname: exact('www.example.com') },
          rewrite: { hostname: false, prefix: false },
        },
        suffix: {
          service: 'web',
          port: 3000,
          match: { hostname: suffix('.example.com'), prefix: '/api/' },
          rewrite: { prefix: '/v1/' },
        },
        path: {
          service: 'web',
          port: 3000,
          match: { path: exact('/old'), headers: conditions },
          rewrite: { path: '/new' },
        },
        query: {
          service: 'web',
          port: 3000,
          priority: 10,
          match: { path: regex('/.*'), queryParameters: { debug: present(), lang: exact('en') } },
        },
        all: { service: 'web', port: 3000 },
      },
    },
    streams: {
      listener: http2(8081, { connectionPool: { maxRequests: 7 } }),
      loadBalancer: networkLoadBalancer(81),
      routes: { all: { service: 'web', port: 3001, match: { prefix: '/streams/' } } },
    },
    calls: {
      listener: grpc(8082, { health: true, connectionPool: { maxRequests: 7 } }),
      routes: { prices: { service: 'prices', priority: 9, match: { serviceName: 'shop.Prices' } } },
    },
  },
});

describeWithAws('every protocol, match and rewrite', () => {
  let aws: AwsDoubles;
  let folder = '';
  const run = async (cwd: string, ...args: string[]): Promise<void> => {
    const ended = await terraform([...args, '-no-color'], { cwd, env: aws.env });
    if (ended.exitCode !== 0)
      throw new Error(`terraform ${args.join(' ')}: ${ended.exitCode}\n${readable(ended)}`);
  };
  const describeOne = async (operation: string, given: object): Promise<object> => {
    const answer = await aws.call('appmesh', operation, { meshName: 'dev-shop', ...given });
    return Object.values(answer as Record<string, { spec: object }>)[0]?.spec ?? {};
  };

  beforeAll(async () => {
    aws = await startAwsDoubles();
    folder = writeConfiguration(appMeshAlone(source));
    await run(folder, 'init');
  }, 300_000);
  afterAll(async () => {
    await aws.stop();
    if (folder !== '') rmSync(folder, { recursive: true, force: true });
  });

  test('is accepted, and a second plan is empty', async () => {
    await run(folder, 'apply', '-auto-approve');
    await run(folder, 'plan', '-detailed-exitcode');
  }, 180_000);

  test('reaches App Mesh whole: what the provider left out would be an empty plan, too', async () => {
    const node = await describeOne('DescribeVirtualNode', { virtualNodeName: 'prices' });
    expect(node).toMatchObject({
      listeners: [
        {
          portMapping: { port: 50051, protocol: 'grpc' },
          healthCheck: { protocol: 'grpc', port: 50051, intervalMillis: 5000 },
          connectionPool: { grpc: { maxRequests: 6 } },
          outlierDetection: { maxServerErrors: 5, maxEjectionPercent: 50 },
          timeout: { grpc: { perRequest: { unit: 's', value: 14 }, idle: { unit: 's', value: 60 } } },
        },
      ],
    });
    const external = await describeOne('DescribeVirtualNode', { virtualNodeName: 'orders-db' });
    expect(external).toMatchObject({ serviceDiscovery: { dns: { hostname: 'db.example.com' } } });
    const ranged = await describeOne('DescribeRoute', { virtualRouterName: 'web', routeName: 'x-range' });
    expect(ranged).toMatchObject({
      priority: 5,
      httpRoute: {
        match: {
          port: 3000,
          prefix: '/',
          headers: [{ name: 'x-range', match: { range: { start: 1, end: 1000 } } }],
        },
      },
    });
    const absent = await describeOne('DescribeRoute', { virtualRouterName: 'web', routeName: 'x-absent' });
    expect(absent).toMatchObject({ httpRoute: { match: { headers: [{ name: 'x-absent', invert: true }] } } });
    const http2Route = await describeOne('DescribeRoute', {
      virtualRouterName: 'web',
      routeName: 'http2-all',
    });
    expect(http2Route).toMatchObject({
      http2Route: { match: { port: 3001, prefix: '/', scheme: 'https', method: 'POST' } },
    });
    // Zeros that do arrive; the others are refused before (validate-zeros.ts).
    const once = await describeOne('DescribeRoute', { virtualRouterName: 'web', routeName: 'regex' });
    expect(once).toMatchObject({ httpRoute: { retryPolicy: { maxRetries: 0 } } });
    const canary = await describeOne('DescribeRoute', { virtualRouterName: 'web', routeName: 'all' });
    expect(canary).toMatchObject({
      httpRoute: {
        action: {
          weightedTargets: expect.arrayContaining([
            { virtualNode: 'next', weight: 0, port: 3000 },
          ]) as unknown,
        },
      },
    });
    const tcpRoute = await describeOne('DescribeRoute', { virtualRouterName: 'queue', routeName: 'all' });
    expect(tcpRoute).toMatchObject({ tcpRoute: { timeout: { idle: { unit: 's', value: 120 } } } });
    const grpcRoute = await describeOne('DescribeRoute', {
      virtualRouterName: 'prices',
      routeName: 'service',
    });
    expect(grpcRoute).toMatchObject({
      grpcRoute: {
        match: { serviceName: 'shop.Prices' },
        retryPolicy: {
          grpcRetryEvents: expect.arrayContaining(['cancelled', 'unavailable']) as unknown,
          httpRetryEvents: ['server-error'],
          tcpRetryEvents: ['connection-error'],
        },
      },
    });
  });

  test('reaches App Mesh whole, of gateways', async () => {
    const of = (virtualGatewayName: string, gatewayRouteName: string) =>
      describeOne('DescribeGatewayRoute', { virtualGatewayName, gatewayRouteName });
    expect(await of('ingress', 'host')).toMatchObject({
      priority: 1,
      httpRoute: {
        match: { prefix: '/', hostname: { exact: 'www.example.com' } },
        action: {
          target: { port: 3000 },
          rewrite: { hostname: { defaultTargetHostname: 'DISABLED' }, prefix: { defaultPrefix: 'DISABLED' } },
        },
      },
    });
    expect(await of('ingress', 'suffix')).toMatchObject({
      httpRoute: {
        match: { prefix: '/api/', hostname: { suffix: '.example.com' } },
        action: { rewrite: { prefix: { value: '/v1/' } } },
      },
    });
    expect(await of('ingress', 'path')).toMatchObject({
      httpRoute: { match: { path: { exact: '/old' } }, action: { rewrite: { path: { exact: '/new' } } } },
    });
    expect(await of('ingress', 'query')).toMatchObject({
      httpRoute: {
        match: {
          path: { regex: '/.*' },
          queryParameters: expect.arrayContaining([
            { name: 'debug' },
            { name: 'lang', match: { exact: 'en' } },
          ]) as unknown,
        },
      },
    });
    expect(await of('streams', 'all')).toMatchObject({ http2Route: { match: { prefix: '/streams/' } } });
    expect(await of('calls', 'prices')).toMatchObject({
      priority: 9,
      grpcRoute: { match: { serviceName: 'shop.Prices' } },
    });
  });

  test('gets no zero of some kinds, which is why they are refused before', async () => {
    const timed = (value: number) => ({ idle: { unit: 's', value } });
    const spec = { tcp_route: { action: { weighted_target: [{ virtual_node: 'queue', weight: 1 }] } } };
    const route = (name: string, change: object) => ({
      mesh_name: 'dev-shop',
      virtual_router_name: 'queue',
      name,
      spec: { tcp_route: { ...spec.tcp_route, ...change } },
    });
    const zeros = writeConfiguration({ aws_appmesh_route: { zero: route('zero', { timeout: timed(0) }) } });
    try {
      await run(zeros, 'init');
      await run(zeros, 'apply', '-auto-approve');
      const { tcpRoute } = (await describeOne('DescribeRoute', {
        virtualRouterName: 'queue',
        routeName: 'zero',
      })) as { tcpRoute: object };
      // Once this is red, the provider has learnt it, and validate-zeros.ts is too strict.
      expect(tcpRoute).toMatchObject({ timeout: { idle: { unit: 's' } } });
      expect(tcpRoute).not.toHaveProperty('timeout.idle.value');
      await run(zeros, 'destroy', '-auto-approve');
    } finally {
      rmSync(zeros, { recursive: true, force: true });
    }
  }, 120_000);

  test('can be destroyed', async () => {
    await run(folder, 'destroy', '-auto-approve');
    expect(await aws.call('appmesh', 'ListMeshes')).toEqual({ meshes: [] });
    expect(aws.calls().filter(({ status }) => status >= 500)).toEqual([]);
  }, 120_000);
});

/** Without the configuration, which terraform repeats at every error, on one line of its own. */
function readable({ stdout, stderr }: TerraformResult): string {
  return `${stdout}\n${stderr}`
    .split('\n')
    .filter((line) => line.length < 1_000)
    .slice(-80)
    .join('\n');
}
