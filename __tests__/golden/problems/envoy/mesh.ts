/** What Envoy on ECS takes from the task, does only nearly, or needs a quota for. */
import { applicationLoadBalancer, http, http2, seconds } from '../../../../lib/mesh';
import { aGateway, aNode, type MeshParts } from '../../../../lib/testing';
import type { Wrong } from '../../problems.test';

/** A callee that declares a check needs one rule for each caller. */
const callers = (count: number): MeshParts => ({
  nodes: {
    web: aNode({ listeners: [http(3000, { health: '/health' })] }),
    ...Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`caller-${index}`, aNode({ listeners: [], backends: ['web'] })]),
    ),
  },
});

const endless = { perRequest: seconds(0), idle: seconds(0) };

export const wrong: Record<string, Wrong> = {
  'backend-port-taken': {
    envoy: {
      nodes: { web: aNode(), cart: aNode({ listeners: [http(12_345)], backends: ['web'], backendPorts: { web: 12_345 } }) },
    },
  },
  'ingress-port-taken': { envoy: { nodes: { web: aNode({ listeners: [http(3000), http(13_000)] }) } } },
  'edge-port-taken': {
    envoy: {
      nodes: { web: aNode({ listeners: [http(3000), http(19_000)], loadBalancer: applicationLoadBalancer(80) }) },
    },
  },
  'egress-443-open': { envoy: {}, accept: [] },
  'gateway-check-times': { envoy: { gateways: { ingress: aGateway({ listener: http(8080, { health: '/' }) }) } } },
  'load-balancer-idle': {
    envoy: {
      nodes: { web: aNode({ listeners: [http(3000, { timeout: endless })] }) },
      services: { web: { routes: { all: { targets: { web: 1 }, timeout: endless } } } },
      gateways: { ingress: aGateway() },
    },
    accept: ['egress-443-open', 'leave-cut-short'],
  },
  'stop-timeout-shared': { envoy: { nodes: { web: aNode({ runs: { stopTimeout: seconds(86) } }) } } },
  'leave-cut-short': {
    envoy: {
      nodes: { web: aNode({ listeners: [http(3000, { timeout: { perRequest: seconds(56) } })] }) },
      services: { web: { routes: { default: { targets: { web: 1 }, timeout: { perRequest: seconds(56) } } } } },
    },
  },
  'scheme-never': {
    envoy: {
      nodes: { web: aNode({ listeners: [http2(3000)] }), caller: aNode({ listeners: [], backends: ['web'] }) },
      services: {
        web: {
          routes: { all: { targets: { web: 1 } }, safe: { match: { scheme: 'https' }, targets: { web: 1 } } },
        },
      },
    },
  },
  'security-group-rules': { envoy: callers(61) },
  'security-groups-many': {
    envoy: {
      nodes: {
        ...Object.fromEntries(
          ['a', 'b', 'c', 'd'].map((name) => [name, aNode({ callerGroup: 'shared' })]),
        ),
        web: aNode({ backends: ['a', 'b', 'c', 'd'] }),
      },
      services: Object.fromEntries(['a', 'b', 'c', 'd', 'web'].map((name) => [name, { to: name }])),
    },
  },
};
