/** Load balancers, and where their routes lead. */
import {
  applicationLoadBalancer,
  type ApplicationLoadBalancerOptions,
  existingListener,
  grpc,
  networkLoadBalancer,
  seconds,
  tcp,
  type TargetGroup,
} from '../../../../lib/mesh';
import { aGateway, aNode, type MeshParts } from '../../../../lib/testing';
import type { Wrong } from '../../problems.test';

type Routes = NonNullable<MeshParts['loadBalancers']>[string]['routes'];

const leading = (routes: Routes, parts: MeshParts = {}): Wrong => ({
  ...parts,
  loadBalancers: { public: { ...applicationLoadBalancer(80), routes } },
});

const ZONE = 'Z0123456789';
const behind = (options: ApplicationLoadBalancerOptions): Wrong => ({
  gateways: { ingress: aGateway({ loadBalancer: applicationLoadBalancer(80, options) }) },
});
const rest = { all: { node: 'web' } };
const ruled = (match: Routes[string]['match'] & object): Wrong => leading({ api: { match, node: 'web' }, ...rest });
const answering = (answer: object): Wrong =>
  leading({ old: { match: { path: '/old' }, ...answer } as Routes[string], ...rest });
const before = (loadBalancer: ReturnType<typeof applicationLoadBalancer | typeof networkLoadBalancer>): Wrong => ({
  nodes: { web: aNode({ loadBalancer }) },
});
const grouped = (targetGroup: TargetGroup): Wrong => before(applicationLoadBalancer(80, { targetGroup }));
const THERE = {
  listener:
    'arn:aws:elasticloadbalancing:us-west-2:123456789012:listener/app/main/0123456789abcdef/0123456789abcdef',
  securityGroup: 'sg-0a1b2c3d',
};
const api = { match: { path: '/api/*' }, node: 'web' };

export const wrong: Record<string, Wrong> = {
  'load-balancer-twice': {
    gateways: { ingress: aGateway() },
    loadBalancers: { ingress: { ...applicationLoadBalancer(80), routes: { all: { node: 'web' } } } },
  },
  'load-balancer-routes-empty': leading({}),
  'load-balancer-route-end': leading({ all: {} as Routes[string] }),
  'load-balancer-gateway-unknown': leading({ all: { gateway: 'ingres' } }, { gateways: { ingress: aGateway() } }),
  'load-balancer-node-unknown': leading({ all: { node: 'wep' } }),
  'load-balancer-gateway-node': leading({ all: { gateway: 'web' } }),
  'load-balancer-node-gateway': leading({ all: { node: 'ingress' } }, { gateways: { ingress: aGateway() } }),
  'load-balancer-node-external': leading(
    { all: { node: 'db' } },
    { nodes: { web: aNode(), db: { external: tcp(5432), host: 'db.example.com' } } },
  ),
  'load-balancer-node-job': leading(
    { all: { node: 'clean-up' } },
    { nodes: { web: aNode(), 'clean-up': aNode({ listeners: [], runs: { kind: 'task' } }) } },
  ),
  'load-balancer-node-silent': leading(
    { all: { node: 'worker' } },
    { nodes: { web: aNode(), worker: aNode({ listeners: [] }) } },
  ),
  'load-balancer-port-unknown': leading({ all: { node: 'web', port: 8080 } }),
  'domain-empty': behind({ domain: { zone: ZONE, name: [] } }),
  'domain-name': behind({ domain: { zone: ZONE, name: 'Shop' } }),
  'domain-twice': behind({ domain: { zone: ZONE, name: ['shop.example.com', 'shop.example.com'] } }),
  'domain-long': behind({ domain: { zone: ZONE, name: `${'x'.repeat(53)}.example.com` } }),
  'domain-certificate': {
    gateways: {
      ingress: aGateway({
        loadBalancer: networkLoadBalancer(80, {
          domain: { zone: ZONE, name: 'shop.example.com', certificate: true },
        }),
      }),
    },
  },
  'certificate-twice': behind({
    domain: { zone: ZONE, name: 'shop.example.com', certificate: true },
    certificateArn: 'arn:aws:acm:us-west-2:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef',
  }),
  'ssl-policy': behind({ domain: { zone: ZONE, name: 'shop.example.com' }, sslPolicy: 'TLS13' }),
  'ssl-policy-unused': behind({ sslPolicy: 'ELBSecurityPolicy-TLS13-1-3-2021-06' }),
  'desync-mode': behind({ desyncMitigationMode: 'strict' as 'strictest' }),
  'log-prefix': behind({ accessLogs: { prefix: '/shop/' } }),
  'log-bucket': behind({ accessLogs: { bucket: 'example-logs', retentionDays: 7 } }),
  'load-balancer-tcp': {
    nodes: { web: aNode({ listeners: [tcp(6379)], loadBalancer: applicationLoadBalancer(80) }) },
  },
  'load-balancer-certificates-alone': before(
    applicationLoadBalancer(80, { certificates: ['arn:aws:acm:us-west-2:123456789012:certificate/abc'] }),
  ),
  'load-balancer-default-twice': leading({ ...rest, other: { node: 'web' } }),
  'load-balancer-match-missing': {
    loadBalancers: {
      shared: {
        ...existingListener({
          listener:
            'arn:aws:elasticloadbalancing:us-west-2:123456789012:listener/app/main/0123456789abcdef/0123456789abcdef',
          securityGroup: 'sg-0a1b2c3d4e5f67890',
        }),
        routes: rest,
      },
    },
  },
  'load-balancer-priority-missing': leading({
    api: { ...api, priority: 10 },
    old: { match: { path: '/old' }, node: 'web' },
    ...rest,
  }),
  'load-balancer-priority-default': leading({ all: { node: 'web', priority: 1 } }),
  'load-balancer-priority-twice': leading({
    api: { ...api, priority: 10 },
    old: { match: { path: '/old' }, node: 'web', priority: 10 },
    ...rest,
  }),
  'load-balancer-rule-unmet': leading({
    api: { ...api, priority: 10 },
    orders: { match: { path: '/api/orders/*' }, node: 'web', priority: 20 },
    ...rest,
  }),
  'load-balancer-rule-outside': {
    loadBalancers: {
      public: {
        ...applicationLoadBalancer(80, { open: ['203.0.113.0/24'] }),
        routes: { office: { match: { sourceIp: '198.51.100.0/24' }, node: 'web' }, ...rest },
      },
    },
  },
  'load-balancer-rule-host': {
    loadBalancers: {
      public: {
        ...applicationLoadBalancer(80, { domain: { zone: ZONE, name: ['example.com', '*.example.com'] } }),
        routes: { shop: { match: { hostname: 'shop.example.org' }, node: 'web' }, ...rest },
      },
    },
  },
  'load-balancer-rule-empty': ruled({ path: [] }),
  'load-balancer-rule-value': ruled({ path: 'api' }),
  'load-balancer-rule-header': ruled({ headers: { host: 'a.example.com' } }),
  'load-balancer-rule-query': ruled({ queryParameters: { '': 'yes' } }),
  'load-balancer-rule-source': ruled({ sourceIp: '10.0.0.1' }),
  'load-balancer-rule-values': ruled({ path: ['/a', '/b', '/c'], method: ['GET', 'POST', 'PUT'] }),
  'load-balancer-rule-wildcards': ruled({ path: '/*a*b*c*d*e*f*' }),
  'load-balancer-condition-values': ruled({ path: ['/a', '/b', '/c', '/d'] }),
  'load-balancer-network-routes': {
    loadBalancers: { public: { ...networkLoadBalancer(80), routes: { ...rest, other: { node: 'web' } } } },
  },
  'load-balancer-network-rule': {
    loadBalancers: { public: { ...networkLoadBalancer(80), routes: { api } } },
  },
  'load-balancer-redirect-same': answering({ redirect: {} }),
  'load-balancer-redirect-path': answering({ redirect: { path: 'new' } }),
  'load-balancer-redirect-length': answering({ redirect: { host: 'x'.repeat(129) } }),
  'load-balancer-response-status': answering({ respond: { status: 302 } }),
  'load-balancer-response-length': answering({ respond: { status: 404, body: 'x'.repeat(1025) } }),
  'load-balancer-priority': leading({ api: { ...api, priority: 50_001 }, ...rest }),
  'load-balancer-rules-many': leading(
    Object.fromEntries(
      Array.from({ length: 101 }, (_, index) => [
        `x${index}`,
        { match: { path: `/${index}` }, node: 'web', priority: index + 1 },
      ]),
    ),
  ),
  'load-balancer-target-groups-many': {
    nodes: { web: aNode(), ...Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`x${index}`, aNode()])) },
    loadBalancers: {
      public: {
        ...applicationLoadBalancer(80),
        routes: Object.fromEntries(
          Array.from({ length: 101 }, (_, index) => [
            `x${index}`,
            index === 0 ? { node: 'x0' } : { match: { path: `/${index}` }, node: `x${index}`, priority: index },
          ]),
        ),
      },
    },
  },
  'load-balancers-many': {
    loadBalancers: Object.fromEntries(
      Array.from({ length: 251 }, (_, index) => [`x${index}`, { ...applicationLoadBalancer(80), routes: rest }]),
    ),
  },
  'load-balancer-certificates-many': before(
    applicationLoadBalancer(80, {
      certificateArn: 'arn:aws:acm:us-west-2:123456789012:certificate/abc',
      certificates: Array.from(
        { length: 26 },
        (_, index) => `arn:aws:acm:us-west-2:123456789012:certificate/x${index}`,
      ),
    }),
  ),
  'open-ipv6-form': { network: { ipv6: true }, ...before(applicationLoadBalancer(80, { open: ['2001:DB8::1/32'] })) },
  'open-ipv6-tasks': { nodes: { web: aNode({ open: ['2001:db8::/32'] }) } },
  'open-ipv6-unused': before(applicationLoadBalancer(80, { open: ['2001:db8::/32'] })),
  'load-balancer-dualstack': before(applicationLoadBalancer(80, { ipAddressType: 'dualstack' })),
  'load-balancer-rule-ipv6': ruled({ sourceIp: ['2001:db8::/32', '2001:db9::/32'] }),
  'certificate-repeated': before(
    applicationLoadBalancer(80, {
      certificateArn: 'arn:aws:acm:us-west-2:123456789012:certificate/abc',
      certificates: ['arn:aws:acm:us-west-2:123456789012:certificate/abc'],
    }),
  ),
  'load-balancer-redirect-host': answering({ redirect: { host: 'https://example.com' } }),
  'load-balancer-redirect-query': answering({ redirect: { host: 'example.com', query: '?old' } }),
  'log-prefix-twice': behind({ accessLogs: {}, connectionLogs: { prefix: 'access' } }),
  'load-balancer-idle-tls': before(
    networkLoadBalancer(443, {
      certificateArn: 'arn:aws:acm:us-west-2:123456789012:certificate/abc',
      idleTimeout: seconds(100),
    }),
  ),
  'load-balancer-priority-taken': {
    loadBalancers: {
      one: { ...existingListener(THERE), routes: { api } },
      two: { ...existingListener(THERE), routes: { old: { ...api, match: { path: '/old' } } } },
    },
  },
  'open-block': before(applicationLoadBalancer(80, { open: ['203.0.113.7'] })),
  'open-empty': before(applicationLoadBalancer(80, { open: [] })),
  'target-group-network': before(networkLoadBalancer(80, { targetGroup: { slowStart: seconds(60) } })),
  'target-group-slow-start': grouped({ slowStart: seconds(60), algorithm: 'weighted_random' }),
  'target-group-slow-start-time': grouped({ slowStart: seconds(10) }),
  'target-group-stickiness-kind': grouped({ stickiness: { by: 'sourceIp' } }),
  'target-group-stickiness': grouped({ stickiness: { duration: seconds(0) } }),
  'target-group-stickiness-cookie': grouped({ stickiness: { duration: seconds(60), cookie: 'AWSALB' } }),
  'target-group-deregistration-delay': grouped({ deregistrationDelay: seconds(3601) }),
  'target-group-grace-period': grouped({ healthCheckGracePeriod: seconds(1.5) }),
  'target-group-health-path': grouped({ healthCheck: { path: 'health' } }),
  'target-group-health-codes': grouped({ healthCheck: { codes: '2xx' } }),
  'target-group-health-range': grouped({ healthCheck: { codes: '200-500' } }),
  'target-group-health-grpc': {
    nodes: {
      web: aNode({
        listeners: [grpc(3000)],
        loadBalancer: networkLoadBalancer(80, { targetGroup: { healthCheck: { path: '/shop.Health/Check' } } }),
      }),
    },
  },
  'target-group-health-codes-unread': {
    nodes: {
      web: aNode({
        listeners: [tcp(3000)],
        loadBalancer: networkLoadBalancer(80, { targetGroup: { healthCheck: { codes: '200' } } }),
      }),
    },
  },
  'target-group-health-times': grouped({ healthCheck: { interval: seconds(5) } }),
  'target-group-health-interval': grouped({ healthCheck: { interval: seconds(301) } }),
  'target-group-health-timeout': grouped({ healthCheck: { timeout: seconds(1) } }),
  'target-group-healthy': grouped({ healthCheck: { healthyThreshold: 1 } }),
  'target-group-unhealthy': grouped({ healthCheck: { unhealthyThreshold: 11 } }),
  'target-groups-many': {
    loadBalancers: Object.fromEntries(
      Array.from({ length: 6 }, (_, index) => [`x${index}`, { ...applicationLoadBalancer(80), routes: rest }]),
    ),
  },
  unreachable: {
    nodes: { web: aNode({ runs: { healthCheck: { command: ['true'] } } }), admin: aNode() },
    gateways: { ingress: aGateway() },
  },
};
