/** What a route may say of requests, and what a gateway may change of them. */
import {
  applicationLoadBalancer,
  exact,
  grpc,
  http2,
  not,
  present,
  range,
  regex,
  suffix,
  tcp,
} from '../../../../lib/mesh';
import type { GatewayRouteDefinition } from '../../../../lib/mesh/entry/gateway';
import type { RouteMatch } from '../../../../lib/mesh/match/match';
import { aGateway, aNode, type MeshParts } from '../../../../lib/testing';
import type { Wrong } from '../../problems.test';

const match = (parts: RouteMatch): Wrong => ({
  services: { web: { routes: { default: { targets: { web: 1 }, match: parts } } } },
});
const led = (parts: Partial<GatewayRouteDefinition>): Wrong => ({
  gateways: { ingress: aGateway({ routes: { all: { service: 'web', ...parts } } }) },
});
const grpcWeb: MeshParts = { nodes: { web: aNode({ listeners: [grpc(3000)] }) } };
const long = 'x'.repeat(256);

export const wrong: Record<string, Wrong> = {
  'route-shadowed': {
    services: {
      web: {
        routes: {
          all: { priority: 1, targets: { web: 1 } },
          canary: { priority: 2, match: { headers: { 'x-canary': exact('yes') } }, targets: { web: 1 } },
        },
      },
    },
  },
  'route-order-by-name': {
    services: {
      web: {
        routes: {
          all: { targets: { web: 1 } },
          canary: { match: { headers: { 'x-canary': exact('yes') } }, targets: { web: 1 } },
          beta: { match: { headers: { 'x-beta': exact('yes') } }, targets: { web: 1 } },
        },
      },
    },
  },
  'route-order-changed': {
    services: {
      web: {
        routes: {
          api: { match: { prefix: '/api' }, targets: { web: 1 } },
          versions: { match: { path: regex('/api/v[0-9]/.*') }, targets: { web: 1 } },
        },
      },
    },
  },
  'route-protocol': match({ serviceName: 'shop.Web' }),
  'route-port-unknown': match({ port: 9000 }),
  'route-priority': { services: { web: { routes: { default: { priority: 1001, targets: { web: 1 } } } } } },
  'match-prefix-and-path': match({ prefix: '/api', path: exact('/api') }),
  'path-exact': match({ path: exact('api') }),
  'match-path-form': match({ prefix: '/a/../%62' }),
  'match-path-regex-length': match({ path: regex(`/${long}`) }),
  'match-regex': match({ path: regex('/(v1') }),
  'match-range': match({ headers: { age: range(10, 10) } }),
  'match-range-start': match({ headers: { age: range(0.5, 10) } }),
  'match-range-end': match({ headers: { age: range(1, 10.5) } }),
  'match-conditions': match({ headers: { age: Array.from({ length: 11 }, (_, year) => not(exact(`${year}`))) } }),
  'match-name-length': match({ headers: { [long]: present() } }),
  'match-query-name-length': match({ queryParameters: { '': present() } }),
  'match-value-length': match({ headers: { age: exact('') } }),
  'match-method-name': {
    ...grpcWeb,
    services: { web: { routes: { default: { match: { methodName: 'Buy' }, targets: { web: 1 } } } } },
  },
  'match-method-name-length': {
    ...grpcWeb,
    services: {
      web: {
        routes: { default: { match: { serviceName: 'shop.Web', methodName: '' }, targets: { web: 1 } } },
      },
    },
  },
  'match-service-name-length': {
    ...grpcWeb,
    services: { web: { routes: { default: { match: { serviceName: '' }, targets: { web: 1 } } } } },
  },
  'match-hostname': led({ match: { hostname: exact('shop.example.com:80') } }),
  'match-hostname-length': led({ match: { hostname: suffix(long) } }),
  'gateway-service-protocol': { nodes: { web: aNode({ listeners: [tcp(3000)] }) }, ...led({}) },
  'gateway-port-unknown': led({ port: 9000 }),
  'load-balancer-protocol': {
    nodes: { web: aNode({ listeners: [http2(3000)] }) },
    gateways: {
      ingress: aGateway({ listener: http2(8080), loadBalancer: applicationLoadBalancer(80) }),
    },
  },
  'rewrite-prefix-and-path': led({ match: { prefix: '/api/' }, rewrite: { prefix: '/', path: '/v1' } }),
  'rewrite-match': led({ match: { prefix: '/api' }, rewrite: { prefix: '/v1/' } }),
  'rewrite-path': led({ match: { path: exact('/api') }, rewrite: { path: 'v1' } }),
  'rewrite-prefix': led({ match: { prefix: '/api/' }, rewrite: { prefix: '/v1' } }),
  'service-name-reserved': {
    ...grpcWeb,
    gateways: {
      ingress: {
        listener: grpc(8080),
        routes: { all: { service: 'web', match: { serviceName: 'aws.app-mesh.Web' } } },
      },
    },
  },
};

