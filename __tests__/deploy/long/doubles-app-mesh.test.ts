// What the App Mesh double refuses: broken input, references that lead nowhere, deletion of what is in use.
import { type AwsDoubles, describeWithAws, refusal, startAwsDoubles } from '../../support/aws-doubles';

const listener = (port: number, protocol = 'http'): object => ({ portMapping: { port, protocol } });
const discovery = { awsCloudMap: { namespaceName: 'service.local', serviceName: 'app' } };
const nodeSpec = (change: object = {}): object => ({
  listeners: [listener(3000)],
  serviceDiscovery: discovery,
  ...change,
});
const target = (virtualNode = 'node', weight = 1): object => ({ virtualNode, weight });
const routeSpec = (change: object = {}, kind = 'httpRoute'): object => ({
  [kind]: { match: { prefix: '/' }, action: { weightedTargets: [target()] }, ...change },
});
const gatewaySpec = (virtualServiceName: string, kind = 'httpRoute'): object => ({
  [kind]: {
    match: kind === 'grpcRoute' ? {} : { prefix: '/' },
    action: { target: { virtualService: { virtualServiceName } } },
  },
});
const provider = (virtualRouterName: string): object => ({
  provider: { virtualRouter: { virtualRouterName } },
});

describeWithAws('the App Mesh double', () => {
  let aws: AwsDoubles;
  const appMesh = (operation: string, given: object): Promise<string> =>
    refusal(aws.call('appmesh', operation, { meshName: 'mesh', ...given }));
  const makeNode = (spec: object, virtualNodeName = 'other'): Promise<string> =>
    appMesh('CreateVirtualNode', { virtualNodeName, spec });
  const makeRoute = (spec: object, routeName = 'other'): Promise<string> =>
    appMesh('CreateRoute', { virtualRouterName: 'router', routeName, spec });
  const makeGatewayRoute = (spec: object, gatewayRouteName = 'other'): Promise<string> =>
    appMesh('CreateGatewayRoute', { virtualGatewayName: 'gateway', gatewayRouteName, spec });
  const makeService = (virtualServiceName: string, spec: object): Promise<string> =>
    appMesh('CreateVirtualService', { virtualServiceName, spec });

  beforeAll(async () => {
    aws = await startAwsDoubles();
    const made = [
      await appMesh('CreateMesh', {}),
      await makeNode(
        nodeSpec({ backends: [{ virtualService: { virtualServiceName: 'made.later' } }] }),
        'node',
      ),
      await appMesh('CreateVirtualRouter', {
        virtualRouterName: 'router',
        spec: { listeners: [listener(3000)] },
      }),
      await makeRoute(routeSpec(), 'default'),
      await makeService('app.service.local', provider('router')),
      await appMesh('CreateVirtualGateway', {
        virtualGatewayName: 'gateway',
        spec: { listeners: [listener(8080)] },
      }),
      await makeGatewayRoute(gatewaySpec('app.service.local'), 'web'),
    ];
    expect(made).toEqual(made.map(() => 'accepted'));
  }, 300_000);
  afterAll(() => aws.stop());

  const health = {
    protocol: 'http',
    path: '/',
    healthyThreshold: 2,
    unhealthyThreshold: 2,
    intervalMillis: 5000,
    timeoutMillis: 2000,
  };
  const withHealth = (change: object): object => ({
    ...listener(3000),
    healthCheck: { ...health, ...change },
  });

  test.each<[string, object, RegExp]>([
    [
      'a value outside its range',
      { listeners: [withHealth({ intervalMillis: 4999 })] },
      /intervalMillis: value must be at least 5000/,
    ],
    ['a word that is none', { listeners: [listener(3000, 'https')] }, /protocol: must be one of/],
    [
      'another type',
      { listeners: [{ portMapping: { port: '3000', protocol: 'http' } }] },
      /port: expected integer/,
    ],
    ['a member left out', { listeners: [{ portMapping: { port: 3000 } }] }, /protocol: is required/],
    [
      'two members of a union',
      { serviceDiscovery: { ...discovery, dns: { hostname: 'a' } } },
      /exactly one of/,
    ],
    ['a listener without discovery', { serviceDiscovery: undefined }, /Service discovery is required/],
    ['a health check of another port', { listeners: [withHealth({ port: 1 })] }, /health check port/],
    [
      'a pool of another protocol',
      { listeners: [{ ...listener(3000), connectionPool: { tcp: { maxConnections: 1 } } }] },
      /connectionPool must be/,
    ],
  ])('refuses a virtual node: %s', async (_, change, words) => {
    const answer = await makeNode(nodeSpec(change));
    expect(answer).toMatch(/^BadRequestException/);
    expect(answer).toMatch(words);
  });

  test.each<[string, object, RegExp]>([
    [
      'to a node that is not there',
      routeSpec({ action: { weightedTargets: [target('gone')] } }),
      /^NotFoundException/,
    ],
    [
      'of another protocol than its router',
      routeSpec({}, 'http2Route'),
      /^BadRequestException: .*does not fit/,
    ],
    [
      'of two kinds',
      { ...routeSpec(), ...routeSpec({}, 'http2Route') },
      /^BadRequestException: .*exactly one/,
    ],
    ['without a prefix or a path', routeSpec({ match: {} }), /^BadRequestException: .*exactly one/],
    [
      'with a prefix that is no path',
      routeSpec({ match: { prefix: 'a' } }),
      /^BadRequestException: .*start with/,
    ],
    [
      'for a port the router has not',
      routeSpec({ match: { prefix: '/', port: 1 } }),
      /^BadRequestException: .*no listener/,
    ],
    [
      'to a port the node has not',
      routeSpec({ action: { weightedTargets: [{ ...target(), port: 1 }] } }),
      /^BadRequestException: .*does not listen/,
    ],
    [
      'over 100',
      routeSpec({ action: { weightedTargets: [target('node', 101)] } }),
      /^BadRequestException: .*at most 100/,
    ],
    [
      'to eleven',
      routeSpec({ action: { weightedTargets: Array(11).fill(target()) } }),
      /^BadRequestException: .*at most 10/,
    ],
  ])('refuses a route %s', async (_, spec, words) => {
    expect(await makeRoute(spec)).toMatch(words);
  });

  test('refuses what has no parent, and what leads nowhere', async () => {
    expect(await appMesh('CreateVirtualNode', { meshName: 'gone', virtualNodeName: 'n', spec: {} })).toMatch(
      /^NotFound.*mesh gone/,
    );
    expect(
      await appMesh('CreateRoute', { virtualRouterName: 'gone', routeName: 'r', spec: routeSpec() }),
    ).toMatch(/^NotFound.*gone/);
    expect(await makeService('b.service.local', provider('gone'))).toMatch(/^NotFound.*gone/);
    expect(await makeGatewayRoute(gatewaySpec('gone.service.local'))).toMatch(
      /^NotFound.*gone.service.local/,
    );
    expect(await makeGatewayRoute(gatewaySpec('app.service.local', 'grpcRoute'))).toMatch(/^BadRequest/);
  });

  test('refuses a name twice, and one of other characters', async () => {
    expect(await makeNode({}, 'node')).toMatch(/^ConflictException/);
    expect(await makeNode({}, 'node.v1')).toMatch(/^BadRequestException.*letters, digits/);
    expect(await makeService('app.service.local', {})).toMatch(/^ConflictException/);
  });

  test('refuses an update that its routes do not fit', async () => {
    const update = (listeners: object[]): Promise<string> =>
      appMesh('UpdateVirtualRouter', { virtualRouterName: 'router', spec: { listeners } });
    expect(await update([listener(3000, 'grpc')])).toMatch(/^BadRequestException/);
    expect(await update([listener(3000), listener(3001)])).toMatch(/^BadRequestException.*port match/);
  });

  test('deletes from the outside in only', async () => {
    const deletions: [string, object][] = [
      ['DeleteGatewayRoute', { virtualGatewayName: 'gateway', gatewayRouteName: 'web' }],
      ['DeleteVirtualGateway', { virtualGatewayName: 'gateway' }],
      ['DeleteVirtualService', { virtualServiceName: 'app.service.local' }],
      ['DeleteRoute', { virtualRouterName: 'router', routeName: 'default' }],
      ['DeleteVirtualRouter', { virtualRouterName: 'router' }],
      ['DeleteVirtualNode', { virtualNodeName: 'node' }],
      ['DeleteMesh', {}],
    ];
    // A route is the only thing here that nothing else holds; everything after it waits for its own turn.
    const held = deletions.filter(([operation]) => !/Route$/.test(operation));
    for (const [operation, names] of held) {
      expect([operation, await appMesh(operation, names)]).toEqual([
        operation,
        expect.stringMatching(/^ResourceInUse/),
      ]);
    }
    for (const [operation, names] of deletions)
      expect([operation, await appMesh(operation, names)]).toEqual([operation, 'accepted']);
  });
});
