/** A network that exists. It is read at plan, which fails if the network does not suit the tasks and load balancers. */
import { DataAwsSubnet } from '@cdktf/provider-aws/lib/data-aws-subnet';
import { DataAwsVpc } from '@cdktf/provider-aws/lib/data-aws-vpc';
import { Op, ref, TerraformIterator, Token } from 'cdktf';
import { Construct } from 'constructs';
import type { ExistingNetworkParts } from '../../mesh/surroundings/existing-network';
import type { SubnetNeeds } from '../../mesh/surroundings/facing-internet';
import type { NetworkBlocks, PlacedNetwork } from './placed-network';
import type { References } from './references';

export interface ExistingNetworkProps extends Partial<SubnetNeeds> {
  readonly network: ExistingNetworkParts;
  readonly references: References;
  /** Tasks run in the public subnets. @default false */
  readonly publicIp?: boolean;
}

export class ExistingNetwork extends Construct implements PlacedNetwork {
  readonly vpcId: string;
  readonly publicSubnetIds: readonly string[];
  readonly privateSubnetIds: readonly string[];
  readonly blocks: NetworkBlocks;
  private readonly wantedVpcId: string;

  constructor(scope: Construct, id: string, props: ExistingNetworkProps) {
    super(scope, id);
    const { network, references, publicZones, publicIp = false, ipv6 = [] } = props;
    this.wantedVpcId = references.find(network.vpc, 'vpc');
    this.privateSubnetIds = references.findAll(network.private, this.wantedVpcId);
    this.addSubnets('private_subnet', this.privateSubnetIds, ipv6.includes('private'));
    const used = publicZones !== undefined || publicIp ? network.public : undefined;
    this.publicSubnetIds = used === undefined ? [] : references.findAll(used, this.wantedVpcId);
    const zones = used && this.addSubnets('public_subnet', this.publicSubnetIds, ipv6.includes('public'));
    const vpc = this.addVpc(zones === undefined ? [] : zoneConditions(zones, publicZones ?? 1));
    this.vpcId = vpc.id;
    this.blocks =
      network.cidr === undefined
        ? { ipv4: { each: blocksOf(vpc) }, ipv6: vpc.ipv6CidrBlock }
        : { ipv4: { each: [network.cidr] } };
  }

  /** Conditions of the whole network are conditions of the VPC, since every resource reads its id. */
  private addVpc(conditions: readonly Condition[]): DataAwsVpc {
    return new DataAwsVpc(this, 'existing_vpc', {
      id: this.wantedVpcId,
      lifecycle: {
        postcondition: [
          {
            condition: '${self.enable_dns_support && self.enable_dns_hostnames}',
            errorMessage:
              'VPC ${self.id} must have DNS support and DNS host names: without them no task finds another one by name.',
          },
          ...conditions,
        ],
      },
    });
  }

  /** One data source for each subnet. @returns the expression of their zones */
  private addSubnets(id: string, ids: readonly string[], withIpv6: boolean): string {
    const each = TerraformIterator.fromList([...ids]);
    const subnets = new DataAwsSubnet(this, id, {
      forEach: each,
      id: Token.asString(each.value),
      lifecycle: {
        postcondition: [
          {
            condition: Token.asString(Op.eq(ref('self.vpc_id'), this.wantedVpcId)),
            errorMessage: `Subnet \${self.id} is in VPC \${self.vpc_id}, not in ${this.wantedVpcId}.`,
          },
          ...(withIpv6 ? [IPV6] : []),
        ],
      },
    });
    return `[for subnet in ${subnets.fqn} : subnet.availability_zone]`;
  }
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-ip-address-type.html */
const IPV6: Condition = {
  condition: '${self.ipv6_cidr_block != ""}',
  errorMessage:
    'Subnet ${self.id} has no IPv6 block, and a load balancer with ipAddressType "dualstack" is in it.',
};

interface Condition {
  readonly condition: string;
  readonly errorMessage: string;
}

/**
 * A load balancer takes one subnet of each zone, and an Application Load Balancer needs two zones
 * (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#subnets-load-balancer).
 */
function zoneConditions(zones: string, atLeast: number): Condition[] {
  return [
    {
      condition: `\${length(distinct(${zones})) == length(${zones})}`,
      errorMessage: `A load balancer takes one subnet of each zone, and two public subnets are in one: \${join(", ", sort(${zones}))}.`,
    },
    ...(atLeast < 2
      ? []
      : [
          {
            condition: `\${length(distinct(${zones})) >= ${atLeast}}`,
            errorMessage: `An Application Load Balancer needs public subnets in ${atLeast} zones or more, and they are in: \${join(", ", sort(${zones}))}.`,
          },
        ]),
  ];
}

/** A block that AWS is still adding or removing does not count. */
function blocksOf(vpc: DataAwsVpc): string[] {
  const all = `${vpc.fqn}.cidr_block_associations`;
  return Token.asList(ref(`[for block in ${all} : block.cidr_block if block.state == "associated"]`));
}
