/** The application's own network: public subnets for load balancers and the NAT gateway, private subnets for tasks. */
import { DataAwsAvailabilityZones } from '@cdktf/provider-aws/lib/data-aws-availability-zones';
import { DefaultSecurityGroup } from '@cdktf/provider-aws/lib/default-security-group';
import { Eip } from '@cdktf/provider-aws/lib/eip';
import { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway';
import { NatGateway } from '@cdktf/provider-aws/lib/nat-gateway';
import { Route } from '@cdktf/provider-aws/lib/route';
import { RouteTable } from '@cdktf/provider-aws/lib/route-table';
import { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association';
import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import { Vpc as AwsVpc } from '@cdktf/provider-aws/lib/vpc';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';
import type { Network } from '../../mesh/surroundings/network';

export interface VpcProps {
  readonly network: Network;
  /** Start of every Name tag. */
  readonly name: string;
}

interface SubnetPlace extends VpcProps {
  readonly vpcId: string;
  readonly zones: DataAwsAvailabilityZones;
}

/**
 * One NAT gateway for all zones, since each costs money every hour. When its zone fails, no task has a way out.
 */
export class Vpc extends Construct {
  readonly vpcId: string;
  readonly publicSubnetIds: readonly string[];
  readonly privateSubnetIds: readonly string[];

  constructor(scope: Construct, id: string, { network, name }: VpcProps) {
    super(scope, id);
    const vpc = new AwsVpc(this, 'Vpc', {
      cidrBlock: network.cidr,
      enableDnsHostnames: true,
      enableDnsSupport: true,
      tags: { Name: name },
    });
    // Without these rules AWS would let all members of this group call each other.
    new DefaultSecurityGroup(this, 'default', { vpcId: vpc.id, tags: { Name: `${name}-default-unused` } });
    const zones = this.addZones(network.zones);
    const where = { vpcId: vpc.id, name, network, zones };
    const [publicSubnets, privateSubnets] = [
      this.addSubnets('public', where),
      this.addSubnets('private', where),
    ];

    const internet = new InternetGateway(this, 'InternetGateway', { vpcId: vpc.id, tags: { Name: name } });
    const address = new Eip(this, 'nat', {
      domain: 'vpc',
      tags: { Name: `${name}-nat` },
      dependsOn: [internet],
    });
    const nat = new NatGateway(this, 'NatGateway', {
      allocationId: address.id,
      subnetId: publicSubnets[0]?.id ?? '',
      tags: { Name: name },
      dependsOn: [internet],
    });
    this.addRoutes('public', {
      vpcId: vpc.id,
      name,
      subnets: publicSubnets,
      way: { gatewayId: internet.id },
    });
    this.addRoutes('private', {
      vpcId: vpc.id,
      name,
      subnets: privateSubnets,
      way: { natGatewayId: nat.id },
    });
    this.vpcId = vpc.id;
    this.publicSubnetIds = publicSubnets.map((subnet) => subnet.id);
    this.privateSubnetIds = privateSubnets.map((subnet) => subnet.id);
  }

  private addZones(count: number): DataAwsAvailabilityZones {
    return new DataAwsAvailabilityZones(this, 'zones', {
      state: 'available',
      filter: [{ name: 'opt-in-status', values: ['opt-in-not-required'] }],
      // `element` starts again where the list ends, and a load balancer refuses two subnets in one zone.
      lifecycle: {
        postcondition: [
          {
            condition: `\${length(self.names) >= ${count}}`,
            errorMessage: `The region has fewer zones than the network's ${count}: lower network.zones.`,
          },
        ],
      },
    });
  }

  private addSubnets(kind: 'public' | 'private', { vpcId, name, network, zones }: SubnetPlace): Subnet[] {
    return zoneLetters(network.zones).map((letter, index) => {
      return new Subnet(new Construct(this, `${kind}_${letter}`), 'Subnet', {
        vpcId,
        cidrBlock: subnetCidr(network.cidr, kind, index),
        // A cast, since cdktf types every function of Terraform's as `any`.
        availabilityZone: Fn.element(zones.names, index) as string,
        mapPublicIpOnLaunch: false,
        tags: { Name: `${name}-${kind}-${letter}` },
        // A new zone of AWS shifts the list, and a subnet cannot move.
        lifecycle: { ignoreChanges: ['availability_zone'] },
      });
    });
  }

  private addRoutes(
    kind: 'public' | 'private',
    {
      vpcId,
      name,
      subnets,
      way,
    }: { vpcId: string; name: string; subnets: Subnet[]; way: { gatewayId?: string; natGatewayId?: string } },
  ): void {
    const scope = new Construct(this, kind);
    const table = new RouteTable(scope, 'RouteTable', { vpcId, tags: { Name: `${name}-${kind}` } });
    new Route(scope, 'internet', { routeTableId: table.id, destinationCidrBlock: '0.0.0.0/0', ...way });
    const letters = zoneLetters(subnets.length);
    subnets.forEach((subnet, index) => {
      new RouteTableAssociation(scope, letters[index] ?? '', { routeTableId: table.id, subnetId: subnet.id });
    });
  }
}

/** `a`, `b`, …: the project's own letters, since an account's zone names are known only at deploy. */
function zoneLetters(count: number): string[] {
  return [...'abcdef'].slice(0, count);
}

/**
 * /20 blocks with 4,091 usable addresses each. Public ones come from the first half of the /16, private ones from the
 * second.
 */
function subnetCidr(cidr: string, kind: 'public' | 'private', index: number): string {
  const [first, second] = cidr.split('.');
  const third = (kind === 'public' ? 0 : 128) + index * 16;
  return `${first}.${second}.${third}.0/20`;
}
