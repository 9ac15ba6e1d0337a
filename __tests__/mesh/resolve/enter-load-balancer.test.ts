/** Requests to a load balancer: which rule takes them, as AWS compares, and where they go on. */
import { applicationLoadBalancer, exact, http, networkLoadBalancer, seconds, tcp } from '../../../lib/mesh';
import { explain, formatExplanation, type MeshRequest, resolve } from '../../../lib/mesh/resolve';
import { aGateway, aMesh, aNode } from '../../../lib/testing';

const certificateArn =
  'arn:aws:acm:eu-central-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef';
const shop = aMesh({
  nodes: {
    web: aNode({ loadBalancer: applicationLoadBalancer(8080) }),
    admin: aNode({ listeners: [http(3000), http(4000, { timeout: { perRequest: seconds(3) } })] }),
    db: aNode({ listeners: [tcp(5432)] }),
    cart: aNode({ backends: ['web'] }),
  },
  services: {
    web: {
      routes: {
        canary: { match: { headers: { 'x-canary': exact('yes') } }, targets: { web: 1 } },
        all: { targets: { web: 1 } },
      },
    },
  },
  gateways: {
    ingress: aGateway({ loadBalancer: applicationLoadBalancer(80), routes: { pages: { service: 'web' } } }),
  },
  loadBalancers: {
    public: {
      ...applicationLoadBalancer(80, { certificateArn }),
      routes: {
        api: { priority: 10, match: { hostname: '*.Example.com', path: '/Api/?*' }, gateway: 'ingress' },
        office: {
          priority: 20,
          match: { sourceIp: ['203.0.113.0/24', '2001:db8::/32'] },
          node: 'admin',
          port: 4000,
        },
        beta: {
          priority: 30,
          match: { queryParameters: { Beta: 'ye?' }, headers: { 'X-Kind': 'Test*' } },
          node: 'admin',
        },
        old: {
          priority: 40,
          match: { path: '/old/*' },
          redirect: { host: 'new.example.com', path: '/from/#{path}' },
        },
        write: { priority: 50, match: { method: ['POST', 'PUT'] }, respond: { status: 403, body: 'no' } },
      },
    },
    bytes: { ...networkLoadBalancer(5432), routes: { all: { node: 'db' } } },
  },
}).at({ stage: 'dev' });

const to = (request: Omit<MeshRequest, 'from'>) => resolve(shop, { from: 'public', ...request });

describe('rules', () => {
  it.each(['shop.example.com', 'SHOP.EXAMPLE.COM:443'])(
    'take hosts in any case, without their port: %s',
    (host) => {
      expect(to({ host, path: '/Api/a' })).toMatchObject({
        loadBalancerRoute: 'api',
        gatewayRoute: 'pages',
        route: 'all',
      });
    },
  );

  it.each(['/api/a', '/Api/', '/x/Api/a'])('take paths whose case and letters are theirs: not %s', (path) => {
    expect(to({ host: 'shop.example.com', path })).toEqual({
      kind: 'lost',
      why: 'load-balancer-route',
      status: 404,
    });
  });

  it.each(['203.0.113.7', '2001:db8:1::7', '2001:DB8:0:0:0:0:0:1'])(
    'take clients of a block: %s',
    (sourceIp) => {
      expect(to({ sourceIp })).toMatchObject({ loadBalancerRoute: 'office', port: 4000 });
    },
  );

  it.each(['203.0.114.7', '2001:db9::1', '::1', undefined])('do not take other clients: %s', (sourceIp) => {
    expect(to({ ...(sourceIp !== undefined && { sourceIp }) })).toMatchObject({ why: 'load-balancer-route' });
  });

  it('take query parameters and headers in any case, by any of several values', () => {
    const headers = { 'x-kind': ['other', 'testing'] };
    expect(to({ path: '/?a=1&beta=no&BETA=YES', headers })).toMatchObject({
      loadBalancerRoute: 'beta',
      port: 3000,
    });
    expect(to({ path: '/?beta=yesno', headers })).toMatchObject({ why: 'load-balancer-route' });
    expect(to({ path: '/?beta=yes' })).toMatchObject({ why: 'load-balancer-route' });
  });

  it('are asked by priority', () => {
    expect(to({ method: 'POST', path: '/old/x' })).toMatchObject({ loadBalancerRoute: 'old' });
    expect(to({ method: 'POST', path: '/new' })).toEqual({
      kind: 'lost',
      why: 'respond',
      status: 403,
      loadBalancerRoute: 'write',
    });
  });

  it('redirect with the parts that they leave to the client', () => {
    expect(to({ host: 'shop.example.com', path: '/old/x?a=1' })).toEqual({
      kind: 'lost',
      why: 'redirect',
      status: 301,
      location: 'https://new.example.com:443/from/old/x?a=1',
      loadBalancerRoute: 'old',
    });
  });
});

it('reaches a node itself: no service, no tries, and the node’s own time', () => {
  expect(to({ sourceIp: '203.0.113.7', host: 'x.example.com', path: '/a/../b?c' })).toEqual({
    kind: 'reached',
    loadBalancerRoute: 'office',
    port: 4000,
    targets: [{ node: 'admin', probability: 1, timeout: seconds(3) }],
    arrives: { host: 'x.example.com', path: '/a/../b?c' },
    maxTries: 1,
    maxAttempts: 1,
    retryOn: [],
    timeout: { perRequest: seconds(3), endsWith: 504 },
  });
});

it('passes bytes on, and no bytes to what reads requests', () => {
  expect(resolve(shop, { from: 'bytes', protocol: 'tcp' })).toMatchObject({ kind: 'reached', port: 5432 });
  expect(to({ protocol: 'tcp' })).toEqual({ kind: 'lost', why: 'protocol' });
});

describe('a short form', () => {
  it('on a node is asked by the node’s name, unless the node calls a service', () => {
    expect(resolve(shop, { from: 'web' })).toMatchObject({
      loadBalancerRoute: 'web',
      targets: [{ node: 'web' }],
    });
    expect(resolve(shop, { from: 'web', to: 'web' })).toMatchObject({ why: 'backend' });
    expect(() => resolve(shop, { from: 'cart' })).toThrow('request-service-missing');
  });

  it('on a gateway is the gateway', () => {
    const found = resolve(shop, { from: 'ingress', path: '/' });
    expect(found).toMatchObject({ gatewayRoute: 'pages' });
    expect(found).not.toHaveProperty('loadBalancerRoute');
  });
});

it('names no service', () => {
  expect(() => to({ to: 'web' })).toThrow('request-service-at-load-balancer');
});

it('is explained from the load balancer on', () => {
  const request = {
    from: 'public',
    host: 'shop.example.com',
    path: '/Api/a',
    headers: { 'x-canary': 'yes' },
  };
  expect(formatExplanation(request, explain(shop, request)).split('\n').slice(0, 6)).toEqual([
    'GET /Api/a from public',
    '└─ load balancer public reads shop.example.com/Api/a',
    '   └─ ✓ api: host "*.Example.com", path "/Api/?*"',
    '      └─ gateway ingress reads shop.example.com/Api/a',
    '         └─ ✓ pages: prefix "/"',
    '            └─ service web reads web.shop.local/Api/a',
  ]);
});

it('says why rules do not take a request, and how it is answered', () => {
  const request = { from: 'public', path: '/old/x' };
  expect(formatExplanation(request, explain(shop, request)).split('\n')).toEqual([
    'GET /old/x from public',
    '└─ load balancer public reads localhost/old/x',
    '   ├─ ✗ api: host "*.Example.com", got "localhost"; path "/Api/?*", got "/old/x"',
    '   ├─ ✗ office: source IP "2001:db8::/32" or "203.0.113.0/24", got nothing',
    '   ├─ ✗ beta: header "X-Kind" "Test*", got nothing; query parameter "Beta" "ye?", got nothing',
    '   └─ ✓ old: path "/old/*"',
    '      └─ is redirected by the load balancer with 301 to https://new.example.com:443/from/old/x',
  ]);
});
