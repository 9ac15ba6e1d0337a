/** Where tasks run. */
import type { CapacityDefinition } from '../../../../lib/mesh/runs/capacity';
import { aGateway, aNode } from '../../../../lib/testing';
import type { Wrong } from '../../problems.test';

const placed = (...capacity: CapacityDefinition[]): Wrong => ({ nodes: { web: aNode({ runs: { capacity } }) } });

export const wrong: Record<string, Wrong> = {
  'capacity-provider': placed({ provider: 'fargate' }),
  'capacity-twice': placed({ provider: 'FARGATE', base: 1 }, { provider: 'FARGATE', weight: 2 }),
  'capacity-weights': placed({ provider: 'FARGATE', weight: 0 }),
  'capacity-bases': placed({ provider: 'FARGATE', base: 1 }, { provider: 'FARGATE_SPOT', base: 1 }),
  'capacity-mixed': placed({ provider: 'FARGATE' }, { provider: 'instances' }),
  'capacity-gateway-spot': {
    nodes: { web: aNode() },
    gateways: { ingress: aGateway({ runs: { capacity: [{ provider: 'FARGATE_SPOT' }] } }) },
  },
  'capacity-spot-base': {
    nodes: {
      web: aNode({
        runs: {
          capacity: [{ provider: 'FARGATE' }, { provider: 'FARGATE_SPOT' }],
          healthCheck: { command: ['is-well'] },
        },
      }),
      other: aNode({ backends: ['web'] }),
    },
  },
  'capacity-only-fargate': {
    nodes: {
      web: aNode({ runs: { capacity: [{ provider: 'instances' }], platformVersion: '1.4.0' } }),
    },
  },
  'capacity-public-ip': {
    network: { publicIp: true },
    nodes: { web: aNode({ runs: { capacity: [{ provider: 'instances' }] } }) },
  },
  'capacity-existing-cluster': {
    cluster: { existing: 'main' },
    nodes: { web: aNode({ runs: { capacity: [{ provider: 'FARGATE' }] } }) },
  },
};
