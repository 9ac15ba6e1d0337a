/** Which load balancers have IPv6 addresses, and what is useless without them. */
import {
  applicationLoadBalancer,
  type ApplicationLoadBalancerOptions,
  existingListener,
  networkLoadBalancer,
} from '../../../lib/mesh';
import { isDualstack } from '../../../lib/mesh/entry/ip-address-type';
import { aMesh, aNode, type MeshParts } from '../../../lib/testing';
import { codesOf, textsOf } from '../problems-of';

type Network = NonNullable<MeshParts['network']>;

const six: Network = { ipv6: true };
const four: Network = {};
const existing: Network = {
  existing: {
    vpc: 'vpc-0a1b2c3d',
    private: ['subnet-0a1b2c3d', 'subnet-0b1b2c3d'],
    public: ['subnet-0c1b2c3d', 'subnet-0d1b2c3d'],
  },
};
const shared: Network = { of: 'platform' };
const before = (network: Network, options: ApplicationLoadBalancerOptions = {}): MeshParts => ({
  network,
  nodes: { web: aNode({ loadBalancer: applicationLoadBalancer(80, options) }) },
});
const dualstack = (parts: MeshParts) => {
  const { loadBalancers, network } = aMesh(parts).at({ stage: 'dev' });
  return loadBalancers.map((each) => isDualstack(each, network));
};

it.each([
  ['its own network', six, true],
  ['its own network without IPv6', four, false],
  ['a network that exists', existing, false],
  ['a network whose owner is not read', shared, false],
])('without a word, %s decides', (_, network, expected) => {
  expect(dualstack(before(network))).toEqual([expected]);
});

it('its own word wins, also of an internal or Network Load Balancer', () => {
  expect(dualstack(before(six, { ipAddressType: 'ipv4' }))).toEqual([false]);
  expect(dualstack(before(existing, { ipAddressType: 'dualstack', internal: true }))).toEqual([true]);
  expect(
    dualstack({ network: six, nodes: { web: aNode({ loadBalancer: networkLoadBalancer(80) }) } }),
  ).toEqual([true]);
});

it('a listener that exists has the addresses of its load balancer, and no word about them', () => {
  const listener = existingListener({
    listener:
      'arn:aws:elasticloadbalancing:us-west-2:123456789012:listener/app/main/0123456789abcdef/0123456789abcdef',
    securityGroup: 'sg-0a1b2c3d',
  });
  const routes = { all: { match: { sourceIp: '2001:db8::/32' }, node: 'web' } };
  const parts = { network: six, loadBalancers: { shared: { ...listener, routes } } };
  expect(dualstack(parts)).toEqual([false]);
  expect(codesOf(parts)).toEqual([]);
});

it('needs subnets with IPv6 addresses', () => {
  expect(textsOf(before(four, { ipAddressType: 'dualstack' }))).toEqual([
    'node "web" > load balancer: subnets of its network have no IPv6 addresses, got "dualstack"; write network: { ipv6: true }, or leave ipAddressType out [load-balancer-dualstack]',
  ]);
  const others = [six, existing, shared].map((network) =>
    codesOf(before(network, { ipAddressType: 'dualstack' })),
  );
  expect(others).toEqual([[], [], []]);
});

it('is one of two words', () => {
  expect(textsOf(before(six, { ipAddressType: 'ipv6' as never }))).toEqual([
    'node "web" > load balancer: "ipAddressType" must be "ipv4" or "dualstack", got "ipv6"; fix the value [field-type]',
  ]);
});

describe('an IPv6 block', () => {
  const open = ['10.0.0.0/8', '2001:db8::/32'];

  it('may connect to a load balancer with IPv6 addresses alone', () => {
    expect(codesOf(before(six, { open }))).toEqual([]);
    expect(codesOf(before(shared, { open }))).toEqual([]);
    expect(textsOf(before(four, { open }))).toEqual([
      'node "web" > load balancer > open: the load balancer has no IPv6 addresses, got "2001:db8::/32"; use ipAddressType: \'dualstack\', or remove the block [open-ipv6-unused]',
    ]);
  });

  it('may not connect to tasks', () => {
    const texts = textsOf({ network: six, nodes: { web: aNode({ open: ['2001:db8::/32'] }) } });
    expect(texts).toEqual([
      'node "web" > open: tasks take connections over IPv4 alone, got "2001:db8::/32"; open a load balancer with IPv6 addresses to it, or remove it [open-ipv6-tasks]',
    ]);
  });

  it('is written as AWS writes it', () => {
    expect(textsOf(before(six, { open: ['2001:DB8::1/32'] }))).toEqual([
      'node "web" > load balancer > open: AWS writes this block in another way, got "2001:DB8::1/32"; write "2001:db8::/32" [open-ipv6-form]',
    ]);
  });

  const ruled = (network: Network, sourceIp: string[], open?: string[]): MeshParts => ({
    network,
    loadBalancers: {
      public: {
        ...applicationLoadBalancer(80, open && { open }),
        routes: { six: { match: { sourceIp }, node: 'web' }, all: { respond: { status: 404 } } },
      },
    },
  });

  it('is met by a rule of a load balancer that has such clients', () => {
    expect(codesOf(ruled(six, ['2001:db8::/32']))).toEqual([]);
    expect(codesOf(ruled(four, ['2001:db8::/32', '10.0.0.0/8']))).toEqual([]);
    expect(codesOf(ruled(four, ['2001:db8::/32']))).toEqual(['load-balancer-rule-ipv6']);
  });

  it('is outside of what is open, as one of IPv4 is', () => {
    expect(codesOf(ruled(six, ['2001:db8:1::/48'], ['2001:db8::/32']))).toEqual([]);
    expect(codesOf(ruled(six, ['2001:db9::/48'], ['2001:db8::/32']))).toEqual(['load-balancer-rule-outside']);
    expect(codesOf(ruled(six, ['2001:db8::/48'], ['10.0.0.0/8']))).toEqual(['load-balancer-rule-outside']);
  });
});
