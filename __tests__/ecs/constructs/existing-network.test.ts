/** A network that exists is read at plan by each stack that places something in it. */
import { applicationLoadBalancer, fromState, http, networkLoadBalancer } from '../../../lib/mesh';
import type { ExistingNetworkParts } from '../../../lib/mesh/surroundings/existing-network';
import { aGateway, aMesh, aNode, type MeshParts } from '../../../lib/testing';
import { type Block, resourcesOf, synthApplications } from '../../support/synth';

const existing: ExistingNetworkParts = {
  vpc: 'vpc-0a1b2c3d',
  private: ['subnet-0a1b2c3d', 'subnet-0b1b2c3d'],
  public: fromState('network.tfstate', 'public'),
};

function synth(parts: MeshParts, target = 'app-mesh') {
  return synthApplications([aMesh({ network: { existing }, ...parts })], { MESH_TARGET: target });
}

function dataOf(parts: MeshParts, stack = 'dev-shop') {
  return synth(parts).stack(stack).terraform.data ?? {};
}

const conditionsOf = (block: Block | undefined) =>
  (block?.['lifecycle'] as { postcondition: { condition: string }[] }).postcondition.map(
    ({ condition }) => condition,
  );

it.each(['app-mesh', 'envoy', 'none'])(
  'target %s makes no network, and places everything in it',
  (target) => {
    const { project, stack } = synth({}, target);
    const own = stack('dev-shop');
    expect(project.stacks.map(({ name }) => name)).toEqual(['state', 'dev-shop-registry', 'dev-shop']);
    expect(resourcesOf(own, 'aws_ecs_service')).toMatchObject({
      web: { network_configuration: { subnets: ['subnet-0a1b2c3d', 'subnet-0b1b2c3d'] } },
    });
    expect(resourcesOf(own, 'aws_security_group')).toMatchObject({
      web: { vpc_id: '${data.aws_vpc.existing_vpc.id}' },
    });
    expect(own.terraform.data?.['aws_vpc']).toMatchObject({ existing_vpc: { id: 'vpc-0a1b2c3d' } });
  },
);

it('each subnet must lie in the VPC, and the VPC must have names', () => {
  const data = dataOf({});
  expect(conditionsOf(data['aws_subnet']?.['private_subnet'])).toEqual([
    '${(self.vpc_id == "vpc-0a1b2c3d")}',
  ]);
  expect(conditionsOf(data['aws_vpc']?.['existing_vpc'])).toEqual([
    '${self.enable_dns_support && self.enable_dns_hostnames}',
  ]);
});

describe('public subnets', () => {
  const zones = '[for subnet in data.aws_subnet.public_subnet : subnet.availability_zone]';

  it('are not read without a load balancer', () => {
    expect(Object.keys(dataOf({})['aws_subnet'] ?? {})).toEqual(['private_subnet']);
  });

  it('are of one zone each for a Network Load Balancer', () => {
    const data = dataOf({ gateways: { ingress: aGateway({ loadBalancer: networkLoadBalancer(80) }) } });
    expect(conditionsOf(data['aws_vpc']?.['existing_vpc']).slice(1)).toEqual([
      `\${length(distinct(${zones})) == length(${zones})}`,
    ]);
  });

  it('are of two zones or more for an Application Load Balancer', () => {
    const data = dataOf({ gateways: { ingress: aGateway({ loadBalancer: applicationLoadBalancer(80) }) } });
    expect(conditionsOf(data['aws_vpc']?.['existing_vpc']).slice(1)).toEqual([
      `\${length(distinct(${zones})) == length(${zones})}`,
      `\${length(distinct(${zones})) >= 2}`,
    ]);
  });
});

describe('a gateway that is open to the network', () => {
  const inner = { gateways: { inner: { listener: http(8080), routes: { all: { service: 'web' } } } } };
  const ruleOf = (network: ExistingNetworkParts) =>
    resourcesOf(
      synth({ ...inner, network: { existing: network } }).stack('dev-shop'),
      'aws_vpc_security_group_ingress_rule',
    )['inner_from_own_network_8080'];

  it('lets in all blocks that the VPC has at plan', () => {
    expect(ruleOf(existing)).toMatchObject({
      for_each:
        '${toset([for block in data.aws_vpc.existing_vpc.cidr_block_associations : block.cidr_block if block.state == "associated"])}',
      cidr_ipv4: '${each.value}',
    });
  });

  it('lets in the block that is declared, at the same address', () => {
    expect(ruleOf({ ...existing, cidr: '10.0.0.0/16' })).toMatchObject({
      for_each: '${toset(["10.0.0.0/16"])}',
      cidr_ipv4: '${each.value}',
    });
  });
});

it('is read by each stack of services too', () => {
  const parts = { nodes: { web: aNode() }, stacks: { platform: [], web: ['web'] } };
  expect(dataOf(parts, 'dev-shop-web')['aws_vpc']).toMatchObject({ existing_vpc: { id: 'vpc-0a1b2c3d' } });
  expect(synth(parts).project.stacks.find(({ name }) => name === 'dev-shop-web')?.reads).toEqual([
    'dev-shop-platform',
    'dev-shop-registry',
  ]);
});

it('subnets of a load balancer with IPv6 addresses must have them', () => {
  const [four, six] = [false, true].map((isSix) => {
    const data = dataOf({
      nodes: {
        web: aNode({
          loadBalancer: networkLoadBalancer(80, {
            internal: true,
            ...(isSix && { ipAddressType: 'dualstack' }),
          }),
        }),
      },
    });
    return conditionsOf(data['aws_subnet']?.['private_subnet']);
  });
  expect(six).toEqual([...(four ?? []), '${self.ipv6_cidr_block != ""}']);
});
