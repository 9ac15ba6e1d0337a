/** The application's own network: public subnets for load balancers and NAT gateways, private subnets for tasks. */
import { DataAwsAvailabilityZones } from '@cdktf/provider-aws/lib/data-aws-availability-zones';
import { DefaultSecurityGroup } from '@cdktf/provider-aws/lib/default-security-group';
import { EgressOnlyInternetGateway } from '@cdktf/provider-aws/lib/egress-only-internet-gateway';
import { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway';
import type { RouteTable } from '@cdktf/provider-aws/lib/route-table';
import { Vpc as AwsVpc } from '@cdktf/provider-aws/lib/vpc';
import { Construct } from 'constructs';
import type { Endpoints } from '../../ecs/vpc-endpoints';
import type { OwnNetwork } from '../../mesh/surroundings/own-network';
import { subnetBlocks } from '../../mesh/surroundings/subnets';
import { addNatGateways } from './nat-gateways';
import { addRouteTable, associate } from './route-table';
import { VpcEndpoints, type VpcEndpointsProps } from './vpc-endpoints';
import { addSubnets, type SubnetPlace, type ZoneSubnet, zoneLetter } from './zone-subnets';

export interface VpcProps {
  readonly network: OwnNetwork;
  /** Start of every Name tag. */
  readonly name: string;
  readonly region: string;
  readonly endpoints: Endpoints;
}

export class Vpc extends Construct {
  readonly vpcId: string;
  /** Empty where the network has none. */
  readonly ipv6Block: string;
  readonly publicSubnetIds: readonly string[];
  readonly privateSubnetIds: readonly string[];

  constructor(scope: Construct, id: string, props: VpcProps) {
    super(scope, id);
    const { network, name } = props;
    const vpc = new AwsVpc(this, 'Vpc', {
      cidrBlock: network.cidr,
      enableDnsHostnames: true,
      enableDnsSupport: true,
      ...(network.ipv6 && { assignGeneratedIpv6CidrBlock: true }),
      tags: { Name: name },
    });
    // Without these rules AWS would let all members of this group call each other.
    new DefaultSecurityGroup(this, 'default', { vpcId: vpc.id, tags: { Name: `${name}-default-unused` } });
    const zones = this.addZones(network.zones);
    const where = { ...props, vpcId: vpc.id, zones, ipv6Block: vpc.ipv6CidrBlock };
    const publicSubnets = addSubnets(this, 'public', where);
    const privateSubnets = addSubnets(this, 'private', where);
    const internet = new InternetGateway(this, 'InternetGateway', { vpcId: vpc.id, tags: { Name: name } });
    const privateTables = addNatGateways(this, {
      vpcId: vpc.id,
      name,
      nat: network.nat,
      publicSubnets,
      privateSubnets,
      internet,
      ...(network.ipv6 && { ipv6Way: this.addEgressOnly(where) }),
    });
    const publicTable = this.addPublicRoutes(where, publicSubnets, internet);
    const routeTables = network.publicIp ? [publicTable] : privateTables;
    this.addEndpoints(where, { privateSubnets, routeTables });
    this.vpcId = vpc.id;
    this.ipv6Block = vpc.ipv6CidrBlock;
    this.publicSubnetIds = publicSubnets.map(({ subnet }) => subnet.id);
    this.privateSubnetIds = privateSubnets.map(({ subnet }) => subnet.id);
  }

  private addPublicRoutes(
    { vpcId, name, network }: SubnetPlace,
    subnets: readonly ZoneSubnet[],
    internet: InternetGateway,
  ): RouteTable {
    const scope = new Construct(this, 'public');
    const way = { gatewayId: internet.id };
    const table = addRouteTable(scope, {
      vpcId,
      name: `${name}-public`,
      way,
      ...(network.ipv6 && { ipv6Way: way }),
    });
    associate(scope, table, subnets);
    return table;
  }

  /** A NAT gateway is of IPv4. This one lets tasks call over IPv6, and nothing call them. */
  private addEgressOnly({ vpcId, name }: SubnetPlace): { readonly egressOnlyGatewayId: string } {
    const gateway = new EgressOnlyInternetGateway(this, 'EgressOnly', { vpcId, tags: { Name: name } });
    return { egressOnlyGatewayId: gateway.id };
  }

  private addEndpoints(
    { vpcId, name, region, network, endpoints }: SubnetPlace & VpcProps,
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
}
