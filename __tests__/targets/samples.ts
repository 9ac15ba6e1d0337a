/** For each feature of the model, an application without it and with it. A new feature does not compile without its row. */
import {
  applicationLoadBalancer,
  byTags,
  type ApplicationLoadBalancerOptions,
  exact,
  existingListener,
  grpc,
  hostOf,
  http,
  http2,
  type HttpListenerOptions,
  type Listener,
  networkLoadBalancer,
  not,
  portOf,
  present,
  range,
  regex,
  seconds,
  suffix,
  tcp,
  text,
  urlOf,
} from '../../lib/mesh';
import type { GatewayDefinition, GatewayRouteDefinition } from '../../lib/mesh/entry/gateway';
import type { LoadBalancerDefinition } from '../../lib/mesh/entry/mesh-load-balancer';
import type { NodeDefinition } from '../../lib/mesh/node';
import type { RouteDefinition } from '../../lib/mesh/route';
import type { ExternalGroupDefinition } from '../../lib/mesh/surroundings/external-group';
import type { ServiceRunsDefinition } from '../../lib/mesh/runs/runs';
import type { ScalingRule } from '../../lib/mesh/runs/scaling-rule';
import type { Feature } from '../../lib/targets/features';
import { aGateway, aNode, type MeshParts } from '../../lib/testing';

export interface Sample {
  /** @default - none: every application has the feature */
  readonly without?: MeshParts;
  readonly with: MeshParts;
}

const outlierDetection = {
  maxServerErrors: 5,
  interval: seconds(10),
  baseEjectionDuration: seconds(30),
  maxEjectionPercent: 50,
};
const certificateArn = 'arn:aws:acm:us-west-2:123456789012:certificate/abc';
const listenerArn =
  'arn:aws:elasticloadbalancing:us-west-2:123456789012:listener/app/main/0123456789abcdef/0123456789abcdef';

const existing = { existing: { vpc: 'vpc-0a1b2c3d', private: byTags({ Tier: 'private' }) } };

const whole = (parts: MeshParts): Sample => ({ without: {}, with: parts });
const node = (parts: Partial<NodeDefinition>): Sample => ({
  without: { nodes: { web: aNode(), other: aNode() } },
  with: { nodes: { web: aNode(), other: aNode(parts) } },
});
const calledBy = (callerGroup: 'own' | 'shared'): MeshParts => ({
  nodes: { web: aNode({ callerGroup }), other: aNode({ backends: ['web'] }) },
});
const runs = (parts: Partial<Omit<ServiceRunsDefinition, 'source' | 'image'>>) =>
  node({ runs: { source: 'web', ...parts } });
const scaled = (rule: ScalingRule) => ({
  without: runs({ scaling: { min: 1, max: 4, cpuPercent: 50 } }).with,
  with: runs({ scaling: { min: 1, max: 4, cpuPercent: 50, on: [rule] } }).with,
});
const listener = (options: HttpListenerOptions) => node({ listeners: [http(3000, options)] });

/** Nodes that give a request a minute, so that a route may as well. */
const patient = () => aNode({ listeners: [http(3000, { timeout: { perRequest: seconds(60) } })] });
const service = (route: Partial<RouteDefinition>): MeshParts => ({
  nodes: { web: patient(), next: patient() },
  services: { web: { routes: { default: { targets: { web: 100 }, ...route } } } },
});
const route = (parts: Partial<RouteDefinition>): Sample => ({ without: service({}), with: service(parts) });

/** An application that calls a database, whose security group is this one. */
const behindGroup = (securityGroup: ExternalGroupDefinition | undefined): MeshParts => ({
  nodes: {
    web: aNode({ backends: ['db'] }),
    db: {
      external: tcp(5432),
      host: 'db.example.com',
      ...(securityGroup === undefined ? { cidr: '10.0.0.0/16' } : { securityGroup }),
    },
  },
  services: { web: { to: 'web' }, db: { to: 'db' } },
});

/** A caller of what does not run here, by URL where it speaks HTTP. */
const reaching = (external: Listener): MeshParts => {
  const address = external.protocol === 'tcp' ? hostOf('partner') : urlOf('partner');
  return {
    nodes: {
      web: aNode({ backends: ['partner'], runs: { environment: { PARTNER: address } } }),
      partner: { external, host: 'api.example.org', cidr: '203.0.113.0/24' },
    },
    services: { web: { to: 'web' }, partner: { to: 'partner' } },
  };
};

const inside = { listener: http(8080), routes: { all: { service: 'web' } } };
const ruling = (routes: LoadBalancerDefinition['routes']): Sample => ({
  without: { gateways: { ingress: inside } },
  with: {
    gateways: { ingress: inside },
    loadBalancers: { public: { ...applicationLoadBalancer(80), routes } },
  },
});
const gateway = (parts: Partial<GatewayDefinition>): Sample => ({
  without: { gateways: { ingress: inside } },
  with: { gateways: { ingress: { ...inside, ...parts } } },
});
/** An Application Load Balancer before the gateway, with a setting and without. */
const balanced = (
  options: ApplicationLoadBalancerOptions,
  before: ApplicationLoadBalancerOptions = {},
): Sample => ({
  without: { gateways: { ingress: aGateway({ loadBalancer: applicationLoadBalancer(80, before) }) } },
  with: { gateways: { ingress: aGateway({ loadBalancer: applicationLoadBalancer(80, options) }) } },
});
const gatewayListener = (options: HttpListenerOptions) => gateway({ listener: http(8080, options) });

const several = () => aNode({ listeners: [http(3000), http(9000)] });
/** A service that leads some requests to another node. */
const matching = (
  match: RouteDefinition['match'] & object,
  listen: (port: number) => Listener,
  priority?: number,
): MeshParts => ({
  nodes: { web: aNode({ listeners: [listen(3000)] }), next: aNode({ listeners: [listen(3000)] }) },
  services: {
    web: {
      routes: {
        default: { targets: { web: 100 }, retry: false },
        some: { match, targets: { next: 100 }, retry: false, ...(priority !== undefined && { priority }) },
      },
    },
  },
});
const match = (
  parts: RouteDefinition['match'] & object,
  listen: (port: number) => Listener = http,
): Sample => ({
  without: {
    nodes: { web: aNode({ listeners: [listen(3000)] }), next: aNode({ listeners: [listen(3000)] }) },
    services: { web: { routes: { default: { targets: { web: 100 }, retry: false } } } },
  },
  with: matching(parts, listen),
});
const grpcService = (retry: RouteDefinition['retry'] & (object | false)): MeshParts => ({
  nodes: { web: aNode({ listeners: [grpc(3000)] }) },
  services: { web: { routes: { default: { targets: { web: 100 }, retry } } } },
});
/** The whole way, beside the one that the sample is about. */
const rest = { all: { service: 'web' } };
const gatewayMatch = (parts: GatewayRouteDefinition['match'] & object, priority?: number): Sample => ({
  without: { gateways: { ingress: aGateway() } },
  with: {
    gateways: {
      ingress: aGateway({
        routes: {
          ...rest,
          some: { service: 'web', match: parts, ...(priority !== undefined && { priority }) },
        },
      }),
    },
  },
});
const rewritten = (rewrite: GatewayRouteDefinition['rewrite'] & object): Sample => ({
  without: { gateways: { ingress: aGateway() } },
  with: { gateways: { ingress: aGateway({ routes: { all: { service: 'web', rewrite } } }) } },
});
const grpcGateway = (route: Partial<GatewayRouteDefinition>): MeshParts => ({
  nodes: { web: aNode({ listeners: [grpc(3000)] }) },
  gateways: {
    ingress: {
      listener: grpc(8080),
      routes: { all: { service: 'web', ...route } },
      loadBalancer: networkLoadBalancer(80),
    },
  },
});

export const samples: Readonly<Record<Feature, Sample>> = {
  'HTTP listener': { with: {} },
  'several listeners': node({ listeners: [http(3000), http(9000)] }),
  'HTTP/2 listener': node({ listeners: [http2(3000)] }),
  'gRPC listener': node({ listeners: [grpc(3000)] }),
  'TCP listener': node({ listeners: [tcp(3000)] }),
  worker: node({ listeners: [] }),
  'one-off task': node({ listeners: [], runs: { kind: 'task', source: 'web' } }),
  schedule: node({ listeners: [], runs: { kind: 'schedule', at: 'rate(1 day)', source: 'web' } }),
  backends: node({ backends: ['web'] }),
  'health check': listener({ health: '/health' }),
  'listener timeouts': listener({ timeout: { idle: seconds(77) } }),
  'more than 100 headers': listener({ maxHeadersCount: 150 }),
  'slashes in a path': {
    without: { nodes: { web: aNode(), other: aNode({ backends: ['web'] }) } },
    with: {
      nodes: {
        web: aNode({ listeners: [http(3000, { mergeSlashes: false })] }),
        other: aNode({ backends: ['web'] }),
      },
    },
  },
  'keep-alive to the application': listener({ keepAlive: seconds(66) }),
  'old clients': { with: {} },
  'connection pool': listener({ connectionPool: { maxConnections: 10 } }),
  'outlier detection': listener({ outlierDetection }),
  'transparent interception': node({ interception: 'transparent', backends: ['web'] }),
  'backend ports': node({ backends: ['web'], backendPorts: { web: 12_345 } }),
  'pool of requests': {
    without: { nodes: { web: aNode(), other: aNode({ listeners: [http2(3000)] }) } },
    with: {
      nodes: {
        web: aNode(),
        other: aNode({ listeners: [http2(3000, { connectionPool: { maxRequests: 10 } })] }),
      },
    },
  },
  'external node': {
    without: { nodes: { web: aNode() } },
    with: {
      nodes: {
        web: aNode({
          backends: ['db'],
          runs: { environment: { DB: text`${hostOf('db')}:${portOf('db')}` } },
        }),
        db: { external: tcp(5432), host: 'db.example.com', cidr: '203.0.113.0/24' },
      },
      services: { web: { to: 'web' }, db: { to: 'db' } },
    },
  },
  'host name of an external node': {
    without: reaching(tcp(80)),
    with: reaching(http(80)),
  },
  'security group of an external node': {
    without: behindGroup(undefined),
    with: behindGroup({ id: 'sg-0a1b2c3d4e5f67890', addRule: true }),
  },
  'shared group of callers': {
    without: calledBy('own'),
    with: calledBy('shared'),
  },
  'addresses in variables': node({
    backends: ['web'],
    runs: { source: 'web', environment: { WEB: urlOf('web'), PORT_OF_WEB: portOf('web') } },
  }),
  'container health check': runs({ healthCheck: { command: ['is-well'] } }),
  'writable root file system': runs({ readonlyRootFilesystem: false }),
  'EFS volumes': runs({
    volumes: {
      '/data': {
        fileSystem: 'fs-0a1b2c3d',
        accessPoint: 'fsap-0a1b2c3d',
        securityGroup: { id: 'sg-0a1b2c3d4e5f67891' },
      },
    },
  }),
  'writable folders': runs({ writable: [{ path: '/var/cache/own', sizeMiB: 32 }] }),
  'user and rights of a container': runs({ user: '101:101', dropCapabilities: false }),
  'ephemeral storage': runs({ ephemeralStorageGiB: 33 }),
  'rights and roles': runs({ rights: { path: '/teams/' } }),
  'execute command': runs({ enableExecuteCommand: true }),
  'platform version': runs({ platformVersion: '1.4.0' }),
  'prebuilt image': node({
    runs: { image: `docker.io/library/nginx@sha256:${'0123456789abcdef'.repeat(4)}` },
  }),
  'process of a container': runs({
    command: ['serve'],
    entryPoint: ['/init'],
    workingDirectory: '/srv',
    stopTimeout: seconds(60),
    initProcessEnabled: true,
    dockerLabels: { team: 'shop' },
  }),
  'limits of a container': runs({
    ulimits: [{ name: 'nofile', softLimit: 1024, hardLimit: 2048 }],
    containerCpu: 128,
    containerMemoryMiB: 512,
    containerMemoryReservationMiB: 256,
  }),
  'ports of a container': runs({ ports: [9090] }),
  scaling: runs({ scaling: { min: 1, max: 4, cpuPercent: 50 } }),
  'scaling on memory': scaled({ memoryPercent: 70 }),
  'scaling on requests': {
    without: { nodes: { web: aNode({ loadBalancer: applicationLoadBalancer() }) } },
    with: {
      nodes: {
        web: aNode({
          loadBalancer: applicationLoadBalancer(),
          runs: { scaling: { min: 1, max: 4, on: [{ requestsPerMinute: 600 }] } },
        }),
      },
    },
  },
  'scaling on a queue': {
    without: { containerInsights: 'enabled' },
    with: {
      containerInsights: 'enabled',
      nodes: {
        web: aNode({ runs: { scaling: { min: 1, max: 4, on: [{ queue: 'orders', backlogPerTask: 100 }] } } }),
      },
    },
  },
  'scaling on a metric': scaled({
    metric: { namespace: 'Shop', metricName: 'Backlog', statistic: 'Average' },
    target: 100,
  }),
  'scaling by steps': scaled({
    metric: 'cpu',
    steps: [
      { upper: 20, change: -1 },
      { lower: 60, change: 2 },
    ],
  }),
  'scaling by schedule': scaled({ schedule: 'cron(0 8 ? * MON-FRI *)', timezone: 'Europe/Berlin', min: 4 }),
  'Fargate Spot': runs({
    capacity: [
      { provider: 'FARGATE', base: 1 },
      { provider: 'FARGATE_SPOT', weight: 3 },
    ],
  }),
  'capacity provider by name': runs({ capacity: [{ provider: 'instances' }] }),
  'deployment pace': runs({ deployment: { minimumHealthyPercent: 0, maximumPercent: 100 } }),

  'virtual service': { without: { services: {} }, with: {} },
  'prefix match': route({ match: { prefix: '/api' } }),
  'path match': match({ path: exact('/api') }),
  'header match': match({ headers: { 'x-canary': not(exact('yes')) } }),
  'query parameter match': match({ queryParameters: { canary: exact('yes') } }),
  'method match': match({ method: 'POST' }),
  'scheme match': match({ scheme: 'https' }, http2),
  'gRPC match': match({ serviceName: 'shop.Web', methodName: 'Buy', metadata: { who: present() } }, grpc),
  'service on several ports': {
    without: { nodes: { web: several(), other: aNode({ backends: ['web'] }) } },
    with: {
      nodes: { web: several(), other: aNode({ backends: ['web'] }) },
      services: {
        web: {
          routes: {
            default: { targets: { web: 1 }, retry: false },
            admin: { match: { port: 9000 }, targets: { web: 1 }, retry: false },
          },
        },
      },
    },
  },
  priority: {
    without: matching({ prefix: '/' }, http),
    with: matching({ prefix: '/', headers: { a: present() } }, http, 7),
  },
  weights: route({ targets: { web: 90, next: 10 } }),
  retries: route({ retry: { maxRetries: 5 } }),
  'gRPC retries': {
    without: grpcService(false),
    with: grpcService({ on: ['unavailable'] }),
  },
  'no retries': route({ retry: false }),
  'route timeouts': route({ timeout: { perRequest: seconds(60) } }),

  gateway: whole({ gateways: { ingress: inside } }),
  'gateway prefix match': gateway({ routes: { all: { service: 'web', match: { prefix: '/web/' } } } }),
  'gateway prefix rewrite': gateway({ routes: { all: { service: 'web', match: { prefix: '/cut/' } } } }),
  'gateway path match': gatewayMatch({ path: regex('/v[12]/.*') }),
  'gateway header match': gatewayMatch({ headers: { age: range(1, 10) } }),
  'gateway query parameter match': gatewayMatch({ queryParameters: { canary: present() } }),
  'gateway hostname match': gatewayMatch({ hostname: suffix('.example.com') }),
  'gateway method match': gatewayMatch({ method: 'DELETE' }),
  'gateway gRPC match': {
    without: grpcGateway({}),
    with: grpcGateway({ match: { serviceName: 'shop.Web' } }),
  },
  'gateway priority': gatewayMatch({ headers: { a: present() } }, 7),
  'gateway keeps x-request-id': gateway({ preserveExternalRequestId: true }),
  'gateway reads %2F and %5C': {
    without: { gateways: { ingress: aGateway() } },
    with: { gateways: { ingress: aGateway({ pathWithEscapedSlashes: 'reject-request' }) } },
  },
  'gateway that strangers reach': {
    without: { gateways: { ingress: aGateway() } },
    with: { gateways: { ingress: aGateway({ loadBalancer: networkLoadBalancer(80) }) } },
  },
  'gateway rewrite of paths': rewritten({ prefix: '/v1/' }),
  'gateway rewrite of gRPC hosts': {
    without: grpcGateway({ match: { serviceName: 'shop.Web' } }),
    with: grpcGateway({ match: { serviceName: 'shop.Web' }, rewrite: { hostname: false } }),
  },
  'gateway keeps the host': rewritten({ hostname: false }),
  'gateway health check': gatewayListener({ health: '/' }),
  'gateway connection pool': gatewayListener({ connectionPool: { maxConnections: 10 } }),
  'gateway listener timeouts': gatewayListener({ timeout: { idle: seconds(77) } }),
  'gateway outlier detection': gatewayListener({ outlierDetection }),
  'load balancer': gateway({ loadBalancer: applicationLoadBalancer(80) }),
  'HTTPS at the load balancer': {
    without: { gateways: { ingress: aGateway() } },
    with: {
      gateways: { ingress: aGateway({ loadBalancer: applicationLoadBalancer(80, { certificateArn }) }) },
    },
  },
  'load balancer domain': balanced({
    domain: { zone: 'Z0123456789', name: ['shop.example.com', '*.shop.example.com'] },
  }),
  'IPv6 at the load balancer': balanced({ ipAddressType: 'dualstack' }),
  'load balancer logs': balanced({
    accessLogs: { prefix: 'all' },
    connectionLogs: { bucket: 'example-logs' },
  }),
  'load balancer settings': balanced({
    idleTimeout: seconds(100),
    clientKeepAlive: seconds(600),
    desyncMitigationMode: 'strictest',
    deletionProtection: true,
  }),
  'invalid header fields': balanced({ dropInvalidHeaderFields: true }, { dropInvalidHeaderFields: false }),
  'web ACL': balanced({
    webAcl: 'arn:aws:wafv2:us-west-2:123456789012:regional/webacl/shop/01234567-89ab-cdef-0123-456789abcdef',
  }),
  'load balancer before a node': node({ loadBalancer: applicationLoadBalancer(80) }),
  'rules of a load balancer': ruling({
    api: { match: { path: '/api/*' }, gateway: 'ingress' },
    all: { node: 'web' },
  }),
  'answers of a load balancer': ruling({
    old: { match: { path: '/old' }, redirect: { path: '/' } },
    all: { node: 'web' },
  }),
  'internal load balancer': node({ loadBalancer: applicationLoadBalancer(80, { internal: true }) }),
  'TLS at a Network Load Balancer': node({ loadBalancer: networkLoadBalancer(443, { certificateArn }) }),
  'HTTP/2 behind a load balancer': {
    without: { nodes: { web: aNode(), other: aNode({ listeners: [http2(3000)] }) } },
    with: {
      nodes: {
        web: aNode(),
        other: aNode({
          listeners: [http2(3000)],
          loadBalancer: applicationLoadBalancer(80, { certificateArn }),
        }),
      },
    },
  },
  'settings of target groups': node({
    loadBalancer: applicationLoadBalancer(80, { targetGroup: { slowStart: seconds(60) } }),
  }),
  'listener that exists': {
    without: { nodes: { web: aNode(), other: aNode() } },
    with: {
      nodes: { web: aNode(), other: aNode() },
      loadBalancers: {
        shared: {
          ...existingListener({ listener: listenerArn, securityGroup: 'sg-0a1b2c3d4e5f67890' }),
          routes: { api: { match: { path: '/api/*' }, node: 'other' } },
        },
      },
    },
  },
  'who may connect': node({ open: ['203.0.113.0/24'] }),

  'access log': { with: {} },
  'log level of Envoy': whole({ logs: { envoyLevel: 'debug' } }),
  'log retention': whole({ logs: { retentionDays: 1 } }),
  // Both applications trace, so that what tracing loses is not counted twice.
  tracing: { without: { tracing: { samplingRate: 0 } }, with: { tracing: { samplingRate: 0.25 } } },
  'tracing without health checks': whole({ tracing: {} }),
  'OpenTelemetry tracing': { without: { tracing: {} }, with: { tracing: { tracer: 'opentelemetry' } } },
  'egress filter': { with: {} },
  tags: whole({ tags: { Team: 'orders' } }),
  'processor architecture': whole({ architecture: 'ARM64' }),
  'VPC endpoints': whole({ network: { nat: 'none', endpoints: ['sqs'] } }),
  IPv6: whole({ network: { ipv6: true } }),
  'public addresses of tasks': whole({ network: { publicIp: true } }),
  'network that exists': whole({ network: existing }),
  'network of another application': whole({ network: { of: 'platform' } }),
  'cluster that exists': whole({ cluster: { existing: 'main' } }),
  'namespace that exists': {
    without: { network: existing },
    with: { network: existing, namespace: { name: 'shop.local', existing: 'ns-0a1b2c3d' } },
  },
};
