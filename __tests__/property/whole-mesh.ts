/** Sound definitions that together use every field of the model: where mutations begin. */
import {
  type ApplicationDefinition,
  applicationLoadBalancer,
  exact,
  grpc,
  hostOf,
  http,
  http2,
  milliseconds,
  minutes,
  networkLoadBalancer,
  not,
  portOf,
  prefix,
  present,
  range,
  regex,
  seconds,
  suffix,
  tcp,
  text,
  urlOf,
} from '../../lib/mesh';

const certificateArn = 'arn:aws:acm:us-west-2:123456789012:certificate/abc';
const outlierDetection = {
  maxServerErrors: 5,
  interval: seconds(10),
  baseEjectionDuration: seconds(30),
  maxEjectionPercent: 50,
};

/** Requests of HTTP/1.1: versions behind a router, jobs, an external node, stacks, and a gateway with HTTPS. */
const shop: ApplicationDefinition = {
  mesh: 'shop',
  namespace: 'shop.local',
  nodes: {
    'cart-v1': {
      listeners: [
        http(3000, {
          health: { path: '/health', interval: seconds(10), timeout: seconds(5) },
          timeout: { perRequest: seconds(5), idle: minutes(1) },
          connectionPool: { maxConnections: 100, maxPendingRequests: 10 },
          outlierDetection,
          maxHeadersCount: 200,
          mergeSlashes: true,
          keepAlive: seconds(2),
        }),
        http(3001),
      ],
      runs: { source: 'cart', cpu: 512, memoryMiB: 1024, containerMemoryMiB: 256, count: 2 },
    },
    'cart-v2': {
      listeners: [http(3000), http(3001)],
      runs: { source: 'cart', environment: { VERSION: 'v2' } },
    },
    web: {
      listeners: [http(3000, { health: '/health' })],
      backends: ['cart', 'db'],
      backendPorts: { cart: 5000 },
      runs: {
        source: 'web',
        environment: {
          CART: urlOf('cart', { path: '/v1' }),
          DATABASE: text`postgres://${hostOf('db')}:${portOf('db')}/shop`,
        },
        scaling: { min: 2, max: 6, cpuPercent: 50 },
        deployment: { minimumHealthyPercent: 50, maximumPercent: 200 },
        healthCheck: {
          command: ['node', 'check.js'],
          interval: seconds(30),
          timeout: seconds(5),
          retries: 3,
          startPeriod: seconds(10),
        },
        readonlyRootFilesystem: false,
      },
    },
    once: { backends: ['db'], interception: 'transparent', runs: { kind: 'task', source: 'once' } },
    nightly: { runs: { kind: 'schedule', at: 'cron(0 3 * * ? *)', taskCount: 2, source: 'nightly' } },
    db: { external: tcp(5432), host: 'db.example.com', cidr: '203.0.113.0/24' },
  },
  services: {
    web: { to: 'web' },
    db: { to: 'db' },
    cart: {
      routes: {
        default: { targets: { 'cart-v1': 90, 'cart-v2': 10 }, retry: false, timeout: { idle: seconds(60) } },
        canary: {
          priority: 1,
          match: {
            path: regex('/v[12]/.*'),
            method: 'GET',
            headers: {
              'x-canary': [exact('yes'), not(suffix('no'))],
              'x-age': range(1, 9),
              'x-user': prefix('a'),
            },
            queryParameters: { debug: present() },
          },
          targets: { 'cart-v2': 100 },
          retry: { maxRetries: 3, perRetryTimeout: milliseconds(500), on: ['server-error'] },
        },
        admin: { match: { path: exact('/admin'), port: 3001 }, targets: { 'cart-v1': 1 } },
      },
    },
  },
  gateways: {
    ingress: {
      listener: http(8080, { health: '/live' }),
      routes: {
        all: { service: 'web' },
        api: {
          service: 'cart',
          port: 3000,
          priority: 5,
          match: { prefix: '/api/', hostname: suffix('.example.com') },
          rewrite: { prefix: '/v1/', hostname: false },
        },
        admin: { service: 'cart', match: { path: exact('/admin') }, rewrite: { path: '/admin' } },
      },
      loadBalancer: applicationLoadBalancer(80, { certificateArn, httpsPort: 8443 }),
      preserveExternalRequestId: false,
      pathWithEscapedSlashes: 'reject-request',
      runs: { cpu: 512, memoryMiB: 2048, count: 1 },
    },
  },
  network: { cidr: '10.1.0.0/16', zones: 3 },
  tracing: { samplingRate: 0.5 },
  logs: { retentionDays: 30, envoyLevel: 'warn' },
  architecture: 'ARM64',
  containerInsights: 'enhanced',
  stacks: { platform: ['db'], jobs: ['once', 'nightly'], cart: ['cart-v1', 'cart-v2'], web: ['web'] },
};

/** The other protocols, and a gateway behind a network load balancer. */
const chat: ApplicationDefinition = {
  mesh: 'chat',
  namespace: 'chat.local',
  nodes: {
    rooms: {
      listeners: [
        grpc(50051, {
          health: true,
          connectionPool: { maxRequests: 50 },
          timeout: { perRequest: seconds(3) },
          maxHeadersCount: 1,
        }),
      ],
      backends: ['files', 'queue'],
      interception: 'transparent',
      runs: { source: 'rooms', environment: { QUEUE: text`${hostOf('queue')}:${portOf('queue')}` } },
    },
    files: {
      listeners: [
        http2(4000, {
          health: '/health',
          connectionPool: { maxRequests: 5 },
          maxHeadersCount: 500,
          mergeSlashes: false,
        }),
      ],
      callerGroup: 'shared',
      runs: { source: 'files' },
    },
    queue: {
      listeners: [
        tcp(6379, { health: true, timeout: { idle: minutes(10) }, connectionPool: { maxConnections: 9 } }),
      ],
      runs: { source: 'queue' },
    },
  },
  services: {
    rooms: {
      routes: {
        say: {
          match: { serviceName: 'chat.Rooms', methodName: 'Say', metadata: { 'x-room': exact('1') } },
          targets: { rooms: 100 },
          retry: { on: ['unavailable'] },
        },
        default: { targets: { rooms: 100 } },
      },
    },
    files: { routes: { all: { match: { prefix: '/', scheme: 'http' }, targets: { files: 100 } } } },
    queue: { to: 'queue' },
  },
  gateways: {
    entry: {
      listener: grpc(9000),
      routes: { rooms: { service: 'rooms', match: { hostname: exact('chat.example.com') } } },
      loadBalancer: networkLoadBalancer(443),
    },
  },
  tracing: { tracer: 'opentelemetry' },
};

/** What every target can render. */
const plain: ApplicationDefinition = {
  mesh: 'plain',
  namespace: 'plain.local',
  nodes: {
    web: {
      listeners: [http(3000)],
      backends: ['api'],
      runs: { source: 'web', environment: { API: urlOf('api') } },
    },
    api: { listeners: [http(3000)], runs: { source: 'api' } },
  },
  services: { web: { to: 'web' }, api: { to: 'api' } },
  gateways: {
    ingress: {
      listener: http(8080),
      routes: { all: { service: 'web' } },
      loadBalancer: applicationLoadBalancer(80),
    },
  },
};

export const wholeMeshes: readonly ApplicationDefinition[] = [shop, chat, plain];
