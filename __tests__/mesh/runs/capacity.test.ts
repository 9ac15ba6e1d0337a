import { completeCapacity, isOnEc2, type CapacityDefinition } from '../../../lib/mesh/runs/capacity';
import { applicationLoadBalancer } from '../../../lib/mesh';
import { aGateway, aNode } from '../../../lib/testing';
import { codesOf } from '../problems-of';

const SPOT = { provider: 'FARGATE_SPOT' };
const ON_DEMAND = { provider: 'FARGATE' };
const placed = (...capacity: CapacityDefinition[]) => ({ nodes: { web: aNode({ runs: { capacity } }) } });

it('is in the order of names, with the defaults of base and weight', () => {
  expect(
    completeCapacity([
      { ...SPOT, weight: 3 },
      { ...ON_DEMAND, base: 2 },
    ]),
  ).toEqual([
    { provider: 'FARGATE', base: 2, weight: 1 },
    { provider: 'FARGATE_SPOT', base: 0, weight: 3 },
  ]);
});

it('is on EC2 where a provider is not one of Fargate', () => {
  expect(isOnEc2({})).toBe(false);
  expect(isOnEc2({ capacity: completeCapacity([ON_DEMAND, SPOT]) })).toBe(false);
  expect(isOnEc2({ capacity: completeCapacity([{ provider: 'instances' }]) })).toBe(true);
});

it.each([
  ['FARGATE', []],
  ['x', []],
  ['a'.repeat(255), []],
  ['a'.repeat(256), ['capacity-provider']],
  ['', ['capacity-provider']],
  ['my.provider', ['capacity-provider']],
  ['ecs-main', ['capacity-provider']],
  ['AWSmain', ['capacity-provider']],
  ['Fargate', ['capacity-provider']],
])('provider %j: %j', (provider, codes) => {
  expect(codesOf(placed({ provider }))).toEqual(codes);
});

it('needs a provider with a weight', () => {
  expect(codesOf(placed())).toEqual(['capacity-weights']);
  expect(codesOf(placed({ ...ON_DEMAND, weight: 0 }, SPOT))).toEqual([]);
});

it('takes sizes on EC2 that Fargate has not, and the other way round', () => {
  const sized = (capacity?: CapacityDefinition[]) => ({
    nodes: { web: aNode({ runs: { cpu: 300, memoryMiB: 700, ...(capacity && { capacity }) } }) },
  });
  expect(codesOf(sized())).toEqual(['fargate-cpu']);
  expect(codesOf(sized([SPOT]))).toEqual(['fargate-cpu']);
  expect(codesOf(sized([{ provider: 'instances' }]))).toEqual([]);
});

describe('Spot', () => {
  const called = (...capacity: CapacityDefinition[]) => ({
    nodes: { web: aNode({ runs: { capacity } }), other: aNode({ backends: ['web'] }) },
  });

  it('without a base on demand is a warning for a node that others call', () => {
    expect(codesOf(called(SPOT))).toEqual(['capacity-spot-base']);
    expect(codesOf(called(ON_DEMAND, { ...SPOT, base: 1 }))).toEqual(['capacity-spot-base']);
    expect(codesOf(called({ ...ON_DEMAND, base: 1 }, SPOT))).toEqual([]);
    expect(codesOf(called(ON_DEMAND))).toEqual([]);
  });

  it('is fine where nothing calls, and a warning behind a load balancer', () => {
    expect(codesOf(placed(SPOT))).toEqual([]);
    const loadBalancer = applicationLoadBalancer();
    expect(codesOf({ nodes: { web: aNode({ loadBalancer, runs: { capacity: [SPOT] } }) } })).toEqual([
      'capacity-spot-base',
    ]);
  });

  it('is refused for a gateway, with a base too', () => {
    const gateway = (...capacity: CapacityDefinition[]) =>
      codesOf({ gateways: { ingress: aGateway({ runs: { capacity } }) } });
    expect(gateway({ ...ON_DEMAND, base: 2 }, SPOT)).toEqual(['capacity-gateway-spot']);
    expect(gateway(ON_DEMAND)).toEqual([]);
  });
});

it('is said of a cluster that is not ours, which is not changed', () => {
  expect(codesOf({ ...placed(SPOT), cluster: { existing: 'main' } })).toEqual(['capacity-existing-cluster']);
  expect(codesOf({ cluster: { existing: 'main' } })).toEqual([]);
});
