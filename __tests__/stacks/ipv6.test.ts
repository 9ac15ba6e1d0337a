/** IPv6 beside IPv4: blocks, routes, and the rules of tasks. */
import { tcp } from '../../lib/mesh';
import { aMesh, aNode } from '../../lib/testing';
import { block, resourcesOf, synthApplications } from '../support/synth';

const made = synthApplications(
  [
    aMesh({
      network: { ipv6: true, nat: 'zone' },
      nodes: {
        web: aNode({ backends: ['db', 'partner'] }),
        db: { external: tcp(5432), host: 'db.example.com', cidr: '10.9.0.0/24' },
        partner: { external: tcp(5433), host: 'a.example.com' },
      },
      services: { web: { to: 'web' }, db: { to: 'db' }, partner: { to: 'partner' } },
    }),
  ],
  { MESH_TARGET: 'none' },
);
const network = made.stack('dev-shop-network');

describe('a network with IPv6', () => {
  it('has a block of Amazon’s, and a /64 of it in each subnet: zones may be added, and none moves', () => {
    expect(block(network, 'aws_vpc.vpc')).toMatchObject({ assign_generated_ipv6_cidr_block: true });
    const blocks = Object.entries(resourcesOf(network, 'aws_subnet')).map(([name, { ipv6_cidr_block }]) => [
      name,
      ipv6_cidr_block,
    ]);
    expect(Object.fromEntries(blocks)).toEqual({
      public_a: '${cidrsubnet(aws_vpc.vpc.ipv6_cidr_block, 8, 0)}',
      public_b: '${cidrsubnet(aws_vpc.vpc.ipv6_cidr_block, 8, 1)}',
      private_a: '${cidrsubnet(aws_vpc.vpc.ipv6_cidr_block, 8, 128)}',
      private_b: '${cidrsubnet(aws_vpc.vpc.ipv6_cidr_block, 8, 129)}',
    });
  });

  it('leads private subnets out by a gateway that lets nothing in', () => {
    const six = Object.entries(resourcesOf(network, 'aws_route')).filter(
      ([, { destination_ipv6_cidr_block }]) => destination_ipv6_cidr_block === '::/0',
    );
    const out = '${aws_egress_only_internet_gateway.egress_only.id}';
    expect(six).toMatchObject([
      ['private_b_internet_ipv6', { egress_only_gateway_id: out }],
      ['private_internet_ipv6', { egress_only_gateway_id: out }],
      ['public_internet_ipv6', { gateway_id: '${aws_internet_gateway.internet_gateway.id}' }],
    ]);
  });

  it('lets tasks out on port 443, and to what may have any address; nothing in', () => {
    const application = made.stack('dev-shop');
    const rules = Object.values(resourcesOf(application, 'aws_vpc_security_group_egress_rule'))
      .filter(({ cidr_ipv6 }) => cidr_ipv6 !== undefined)
      .map(({ cidr_ipv6, from_port }) => [cidr_ipv6, from_port]);
    expect(rules.sort()).toEqual([
      ['::/0', 443],
      ['::/0', 5433],
    ]);
    const doors = Object.values(resourcesOf(application, 'aws_vpc_security_group_ingress_rule'));
    expect(doors.filter(({ cidr_ipv6 }) => cidr_ipv6 !== undefined)).toEqual([]);
  });
});
