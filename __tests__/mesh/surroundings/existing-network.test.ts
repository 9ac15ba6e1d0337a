/** A network that exists: its completed form, and what is wrong with it. */
import {
  applicationLoadBalancer,
  byTags,
  fromParameter,
  fromState,
  networkLoadBalancer,
} from '../../../lib/mesh';
import type { ExistingNetworkParts } from '../../../lib/mesh/surroundings/existing-network';
import { networkKey } from '../../../lib/mesh/surroundings/network';
import { aGateway, aMesh, type MeshParts } from '../../../lib/testing';
import { problemsOf } from '../problems-of';

const two = ['subnet-0a1b2c3d', 'subnet-0b1b2c3d'];
const inside = (parts: Partial<ExistingNetworkParts>, more: MeshParts = {}): MeshParts => ({
  ...more,
  network: { existing: { vpc: 'vpc-0a1b2c3d', private: two, ...parts } },
});
const networkOf = (parts: Partial<ExistingNetworkParts>) => aMesh(inside(parts)).at({ stage: 'dev' }).network;
const behind = (loadBalancer: ReturnType<typeof applicationLoadBalancer | typeof networkLoadBalancer>) => ({
  gateways: { ingress: aGateway({ loadBalancer }) },
});

it('is completed with its fields in one order, whatever order they were written in', () => {
  const one = networkOf({ vpc: byTags({ b: '2', a: '1' }), private: fromState('a', 'b') });
  const other = networkOf({ vpc: byTags({ a: '1', b: '2' }), private: { output: 'b', state: 'a' } });
  expect(JSON.stringify(one)).toBe(JSON.stringify(other));
  expect(one).toEqual({
    kind: 'existing',
    existing: { vpc: { tags: { a: '1', b: '2' } }, private: { state: 'a', output: 'b' } },
  });
});

it('names hold how its VPC is found, which is all that synth knows of it', () => {
  expect(networkKey(networkOf({ vpc: fromParameter('/vpc') }))).toBe('{"parameter":"/vpc"}');
  expect(networkKey(networkOf({ vpc: 'vpc-0a1b2c3d' }))).toBe('"vpc-0a1b2c3d"');
});

it.each<[string, MeshParts, readonly string[]]>([
  ['is sound with two subnets', inside({}), []],
  ['may name one subnet for tasks', inside({ private: 'subnet-0a1b2c3d' }), []],
  ['may find its subnets by tags', inside({ private: byTags({ Tier: 'private' }) }), []],
  ['may find each subnet in another way', inside({ private: [fromParameter('/a'), byTags({ a: 'b' })] }), []],
  ['may have any block', inside({ cidr: '10.0.0.0/8' }), []],
  ['may have a block of one address', inside({ cidr: '10.0.0.1/32' }), []],
  ['refuses no block', inside({ cidr: '10.0.0.1/8' }), ['network > existing > cidr [network-block]']],
  [
    'refuses another thing than a VPC',
    inside({ vpc: 'subnet-0a1b2c3d' }),
    ['network > existing > vpc [reference-id]'],
  ],
  [
    'refuses all wrong subnets at once',
    inside({ private: ['a', 'b'], public: 'c' }),
    [
      'network > existing > private [reference-id]',
      'network > existing > private [reference-id]',
      'network > existing > public [reference-id]',
    ],
  ],
  [
    'refuses an empty list',
    inside({ private: [] }),
    ['network > existing > private [network-subnets-empty]'],
  ],
  [
    'refuses a subnet that is named twice',
    inside({ private: [...two, ...two] }),
    [
      'network > existing > private [network-subnet-twice]',
      'network > existing > private [network-subnet-twice]',
    ],
  ],
  [
    'needs public subnets for a load balancer',
    inside({}, behind(networkLoadBalancer(80))),
    ['network > existing [network-public-missing]'],
  ],
  [
    'needs two of them for an Application Load Balancer',
    inside({ public: ['subnet-0c1b2c3d'] }, behind(applicationLoadBalancer(80))),
    ['network > existing > public [network-zones-few]'],
  ],
  [
    'needs two private ones for an internal Application Load Balancer',
    inside({ private: 'subnet-0c1b2c3d' }, behind(applicationLoadBalancer(80, { internal: true }))),
    ['network > existing > private [network-zones-few]'],
  ],
  [
    'needs one private one for an internal Network Load Balancer',
    inside({ private: 'subnet-0c1b2c3d' }, behind(networkLoadBalancer(80, { internal: true }))),
    [],
  ],
  ['has enough of them with two', inside({ public: two }, behind(applicationLoadBalancer(80))), []],
  [
    'has enough of them with one for a Network Load Balancer',
    inside({ public: 'subnet-0c1b2c3d' }, behind(networkLoadBalancer(80))),
    [],
  ],
  [
    'leaves it to the plan how many a reference leads to',
    inside({ public: fromParameter('/public') }, behind(applicationLoadBalancer(80))),
    [],
  ],
])('%s', (_, parts, found) => {
  expect(problemsOf(parts)).toEqual(found);
});

it.each<[string, unknown, readonly string[]]>([
  [
    'another field',
    { existing: { vpc: 'vpc-0a1b2c3d', private: two }, zones: 3 },
    ['network [field-unknown]'],
  ],
  ['no subnets', { existing: { vpc: 'vpc-0a1b2c3d' } }, ['network > existing [field-missing]']],
  [
    'a number among subnets',
    { existing: { vpc: 'vpc-0a1b2c3d', private: [7] } },
    ['network > existing [field-type]'],
  ],
])('has no such form: %s', (_, network, found) => {
  expect(problemsOf({ network } as MeshParts)).toEqual(found);
});
