import { DataAwsAvailabilityZones } from '@cdktf/provider-aws/lib/data-aws-availability-zones';
import { DefaultSecurityGroup } from '@cdktf/provider-aws/lib/default-security-group';
import { NatGateway } from '@cdktf/provider-aws/lib/nat-gateway';
import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import { aMesh } from '../../lib/testing';
import {
  addresses,
  block,
  resourcesOf,
  type Stack,
  synthApplications,
  synthColorTeller,
} from '../support/synth';

const network = synthColorTeller().stack('dev-color-teller-network');
const networkOf = (zones: number): Stack =>
  synthApplications([aMesh({ network: { zones } })]).stack('dev-shop-network');

describe('stack dev-color-teller-network', () => {
  it('is a VPC of the application’s own, in two zones, under these addresses', () => {
    expect(addresses(network)).toEqual([
      'aws_default_security_group.default',
      'aws_eip.nat',
      'aws_internet_gateway.internet_gateway',
      'aws_nat_gateway.nat_gateway',
      'aws_route.private_internet',
      'aws_route.public_internet',
      'aws_route_table.private',
      'aws_route_table.public',
      'aws_route_table_association.private_a',
      'aws_route_table_association.private_b',
      'aws_route_table_association.public_a',
      'aws_route_table_association.public_b',
      'aws_subnet.private_a',
      'aws_subnet.private_b',
      'aws_subnet.public_a',
      'aws_subnet.public_b',
      'aws_vpc.vpc',
      'data.aws_availability_zones.zones',
    ]);
  });

  it('has 65,536 addresses from 10.0.0.0 on, and DNS, which a private zone needs', () => {
    expect(network.json).toHaveResourceWithProperties(Vpc, {
      cidr_block: '10.0.0.0/16',
      enable_dns_hostnames: true,
      enable_dns_support: true,
      tags: { Name: 'dev-color-teller' },
    });
  });

  it('takes another block from the application', () => {
    const { json } = synthApplications([aMesh({ network: { cidr: '172.20.0.0/16' } })]).stack(
      'dev-shop-network',
    );
    expect(json).toHaveResourceWithProperties(Vpc, { cidr_block: '172.20.0.0/16' });
    expect(json).toHaveResourceWithProperties(Subnet, { cidr_block: '172.20.128.0/20' });
  });

  it.each([2, 3, 4, 5, 6])('gives each of %i zones a public and a private subnet', (zones) => {
    const subnets = Object.entries(resourcesOf(networkOf(zones), 'aws_subnet'));
    const letters = ['a', 'b', 'c', 'd', 'e', 'f'].slice(0, zones);
    expect(subnets.map(([name]) => name).sort()).toEqual([
      ...letters.map((letter) => `private_${letter}`),
      ...letters.map((letter) => `public_${letter}`),
    ]);
    const blocks = subnets.map(([, { cidr_block }]) => cidr_block);
    expect(new Set(blocks).size).toBe(2 * zones);
    expect(blocks.filter((cidr) => !/^10\.0\.\d{1,3}\.0\/20$/.test(String(cidr)))).toEqual([]);
  });

  it('fails at the plan where the region has fewer zones, not at a load balancer with two subnets in one', () => {
    expect(networkOf(4).json).toHaveDataSourceWithProperties(DataAwsAvailabilityZones, {
      state: 'available',
      filter: [{ name: 'opt-in-status', values: ['opt-in-not-required'] }],
      lifecycle: {
        postcondition: [
          {
            condition: '${length(self.names) >= 4}',
            error_message: "The region has fewer zones than the network's 4: lower network.zones.",
          },
        ],
      },
    });
  });

  it('keeps a subnet where it is when AWS adds a zone and the list of them shifts', () => {
    expect(block(network, 'aws_subnet.private_b')).toMatchObject({
      availability_zone: '${element(data.aws_availability_zones.zones.names, 1)}',
      cidr_block: '10.0.144.0/20',
      lifecycle: { ignore_changes: ['availability_zone'] },
    });
  });

  it('gives no task a public address', () => {
    expect(
      Object.values(resourcesOf(network, 'aws_subnet')).map((subnet) => subnet['map_public_ip_on_launch']),
    ).toEqual([false, false, false, false]);
  });

  it('leads private subnets out through one NAT gateway, which stands in a public one', () => {
    expect(network.json).toHaveResourceWithProperties(NatGateway, {
      subnet_id: '${aws_subnet.public_a.id}',
      allocation_id: '${aws_eip.nat.id}',
      depends_on: ['aws_internet_gateway.internet_gateway'],
    });
    expect(Object.keys(resourcesOf(networkOf(6), 'aws_nat_gateway'))).toEqual(['nat_gateway']);
    expect(block(network, 'aws_route.private_internet')).toMatchObject({
      destination_cidr_block: '0.0.0.0/0',
      nat_gateway_id: '${aws_nat_gateway.nat_gateway.id}',
    });
    expect(block(network, 'aws_route.public_internet')).toMatchObject({
      destination_cidr_block: '0.0.0.0/0',
      gateway_id: '${aws_internet_gateway.internet_gateway.id}',
    });
  });

  it('gives each zone a NAT gateway of its own by choice; that of the first zone and its address stay', () => {
    const own = synthApplications([aMesh({ network: { zones: 3, nat: 'zone' } })]).stack('dev-shop-network');
    expect(Object.keys(resourcesOf(own, 'aws_nat_gateway'))).toEqual(['nat_b', 'nat_c', 'nat_gateway']);
    expect(Object.keys(resourcesOf(own, 'aws_eip'))).toEqual(['nat', 'nat_b', 'nat_c']);
    expect(block(own, 'aws_nat_gateway.nat_c')).toMatchObject({
      allocation_id: '${aws_eip.nat_c.id}',
      subnet_id: '${aws_subnet.public_c.id}',
    });
    expect(block(own, 'aws_route.private_c_internet')).toMatchObject({
      route_table_id: '${aws_route_table.private_c.id}',
      destination_cidr_block: '0.0.0.0/0',
      nat_gateway_id: '${aws_nat_gateway.nat_c.id}',
    });
    const tables = Object.entries(resourcesOf(own, 'aws_route_table_association')).map(
      ([name, { route_table_id }]) => [name, route_table_id],
    );
    expect(Object.fromEntries(tables)).toMatchObject({
      private_a: '${aws_route_table.private.id}',
      private_b: '${aws_route_table.private_b.id}',
      private_c: '${aws_route_table.private_c.id}',
    });
  });

  it('divides a small block by its zones', () => {
    const own = synthApplications([aMesh({ network: { cidr: '100.64.3.128/25' } })]).stack(
      'dev-shop-network',
    );
    expect(Object.values(resourcesOf(own, 'aws_subnet')).map(({ cidr_block }) => cidr_block)).toEqual([
      '100.64.3.192/27',
      '100.64.3.224/27',
      '100.64.3.128/27',
      '100.64.3.160/27',
    ]);
  });

  it('empties the default security group, so that what is put there by mistake has no connection', () => {
    expect(network.json).toHaveResource(DefaultSecurityGroup);
    const group = block(network, 'aws_default_security_group.default');
    expect(group).not.toHaveProperty('ingress');
    expect(group).not.toHaveProperty('egress');
  });

  it('has the VPC and its subnets as its contract', () => {
    expect(network.terraform.output).toEqual({
      private_subnet_ids: {
        description: 'Subnets of tasks, one per zone',
        value: ['${aws_subnet.private_a.id}', '${aws_subnet.private_b.id}'],
      },
      public_subnet_ids: {
        description: 'Subnets of load balancers, one per zone',
        value: ['${aws_subnet.public_a.id}', '${aws_subnet.public_b.id}'],
      },
      vpc_id: { description: 'VPC of the application', value: '${aws_vpc.vpc.id}' },
    });
  });
});
