/** The application's own network: public subnets for load balancers and NAT gateways, private subnets for tasks. */
import { DataAwsAvailabilityZones } from '@cdktf/provider-aws/lib/data-aws-availability-zones';
import { DefaultSecurityGroup } from '@cdktf/provider-aws/lib/default-security-group';
import { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway';
import type { RouteTable } from '@cdktf/provider-aws/lib/route-table';
import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import { Vpc as AwsVpc } from '@cdktf/provider-aws/lib/vpc';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';
import type { Endpoints } from '../../ecs/vpc-endpoints';
import type { OwnNetwork } from '../../mesh/surroundings/own-network';
import { subnetBlocks } from '../../mesh/surroundings/subnets';
import { addNatGateways } from './nat-gateways';
import { addRouteTable, associate } from './route-table';
import { VpcEndpoints, type VpcEndpointsProps } from './vpc-endpoints';
import type { ZoneSubnet } from './zone-subnet';

export interface VpcProps {
  readonly network: OwnNetwork;
  /** Start of every Name tag. */
  readonly name: string;
  readonly region: string;
  readonly endpoints: Endpoints;
}

interface SubnetPlace extends VpcProps {
  readonly vpcId: string;
  readonly zones: DataAwsAvailabilityZones;
}

export class Vpc extends Construct {
  readonly vpcId: string;
  readonly publicSubnetIds: readonly string[];
  readonly privateSubnetIds: readonly string[];

  constructor(scope: Construct, id: string, props: VpcProps) {
    super(scope, id);
    const { network, name } = props;
    const vpc = new AwsVpc(this, 'Vpc', {
      cidrBlock: network.cidr,
      enableDnsHostnames: true,
      enableDnsSupport: true,
      tags: { Name: name },
    });
    // Without these rules AWS would let all members of this group call each other.
    new DefaultSecurityGroup(this, 'default', { vpcId: vpc.id, tags: { Name: `${name}-default-unused` } });
    const zones = this.addZones(network.zones);
    const where = { ...props, vpcId: vpc.id, zones };
    const publicSubnets = this.addSubnets('public', where);
    const privateSubnets = this.addSubnets('private', where);
    const internet = new InternetGateway(this, 'InternetGateway', { vpcId: vpc.id, tags: { Name: name } });
    const privateTables = addNatGateways(this, {
      vpcId: vpc.id,
      name,
      nat: network.nat,
      publicSubnets,
      privateSubnets,
      internet,
    });
    const publicTable = this.addPublicRoutes(where, publicSubnets, internet);
    const routeTables = network.publicIp ? [publicTable] : privateTables;
    this.addEndpoints(where, { privateSubnets, routeTables });
    this.vpcId = vpc.id;
    this.publicSubnetIds = publicSubnets.map(({ subnet }) => subnet.id);
    this.privateSubnetIds = privateSubnets.map(({ subnet }) => subnet.id);
  }

  private addPublicRoutes(
    { vpcId, name }: SubnetPlace,
    subnets: readonly ZoneSubnet[],
    internet: InternetGateway,
  ): RouteTable {
    const scope = new Construct(this, 'public');
    const way = { gatewayId: internet.id };
    const table = addRouteTable(scope, { vpcId, name: `${name}-public`, way });
    associate(scope, table, subnets);
    return table;
  }

  private addEndpoints(
    { vpcId, name, region, network, endpoints }: SubnetPlace,
    where: Pick<VpcEndpointsProps, 'privateSubnets' | 'routeTables'>,
  ): void {
    if (endpoints.gateways.length + endpoints.interfaces.length === 0) return;
    const blocks = subnetBlocks(network)[network.publicIp ? 'public' : 'private'];
    new VpcEndpoints(this, 'Endpoints', {
      ...where,
      vpcId,
      region,
      name,
      endpoints,
      callsS3: network.endpoints.includes('s3'),
      taskBlocks: new Map(blocks.map((block, index) => [zoneLetter(index), block])),
    });
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

  private addSubnets(kind: 'public' | 'private', { vpcId, name, network, zones }: SubnetPlace): ZoneSubnet[] {
    return subnetBlocks(network)[kind].map((cidrBlock, index) => {
      const letter = zoneLetter(index);
      const scope = new Construct(this, `${kind}_${letter}`);
      const subnet = new Subnet(scope, 'Subnet', {
        vpcId,
        cidrBlock,
        // A cast, since cdktf types every function of Terraform's as `any`.
        availabilityZone: Fn.element(zones.names, index) as string,
        mapPublicIpOnLaunch: false,
        tags: { Name: `${name}-${kind}-${letter}` },
        // A new zone of AWS shifts the list, and a subnet cannot move.
        lifecycle: { ignoreChanges: ['availability_zone'] },
      });
      return { letter, scope, subnet };
    });
  }
}

const zoneLetter = (index: number) => 'abcdef'.charAt(index);
