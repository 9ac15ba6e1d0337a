/** What App Mesh refuses, loses or takes from the task. */
import { applicationLoadBalancer, exact, http, networkLoadBalancer, seconds } from '../../../../lib/mesh';
import { aGateway, aMesh, aNode } from '../../../../lib/testing';
import type { Wrong } from '../../problems.test';

export const wrong: Record<string, Wrong> = {
  'port-taken': { nodes: { web: aNode({ listeners: [http(15_000)] }) } },
  'prefix-reserved': {
    gateways: { ingress: aGateway({ routes: { all: { service: 'web', match: { prefix: '/aws-app-mesh/' } } } }) },
  },
  unsupported: {
    gateways: { ingress: aGateway({ listener: http(8080, { timeout: { idle: seconds(60) } }) }) },
  },
  'gateway-unlimited': {
    sources: [aMesh({ gateways: { ingress: aGateway({ loadBalancer: networkLoadBalancer(80) }) } })],
    environment: { MESH_ACCEPT: 'slow-start' },
  },
  'load-balancer-idle-long': {
    gateways: { ingress: aGateway({ loadBalancer: applicationLoadBalancer(80, { idleTimeout: seconds(3600) }) }) },
  },
  'traced-health-checks': { tracing: {} },
  'tracer-replaced': {
    sources: [aMesh({ tracing: { tracer: 'opentelemetry' } })],
    environment: { MESH_ACCEPT: 'traced-health-checks' },
  },
  'timeout-cut-short': {
    services: { web: { routes: { default: { targets: { web: 100 }, timeout: { perRequest: seconds(60) } } } } },
  },
  'slow-start': { nodes: { web: aNode(), caller: aNode({ listeners: [], backends: ['web'] }) } },
  'order-untold': {
    services: {
      web: {
        routes: {
          canary: { priority: 1, match: { headers: { 'x-canary': exact('yes') } }, targets: { web: 1 } },
          all: { priority: 1, targets: { web: 1 } },
        },
      },
    },
  },
  'task-definition-size': { nodes: { web: aNode({ runs: { environment: { BIG: 'x'.repeat(65_536) } } }) } },
  quota: {
    services: {
      web: {
        routes: Object.fromEntries(
          Array.from({ length: 51 }, (_, index) => [
            `r${index}`,
            { match: { prefix: `/${index}` }, targets: { web: 1 } },
          ]),
        ),
      },
    },
  },
  'target-not-built': { sources: [aMesh()], environment: { MESH_TARGET: 'service-connect' } },
};
