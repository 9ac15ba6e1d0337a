/** VPC endpoints: tasks reach AWS services inside the network. */
import type { RouteTable } from '@cdktf/provider-aws/lib/route-table';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { Construct } from 'constructs';
import { partitionOf } from '../../ecs/arn';
import { snake } from '../../ecs/constructs/shared-outputs';
import { endpointName, type Endpoints } from '../../ecs/vpc-endpoints';
import type { ZoneSubnet } from './zone-subnets';

export interface VpcEndpointsProps {
  readonly vpcId: string;
  readonly region: string;
  /** Start of every Name tag. */
  readonly name: string;
  readonly endpoints: Endpoints;
  /** The application reads and writes S3 itself. Else tasks only read the layers of their images. */
  readonly callsS3: boolean;
  readonly privateSubnets: readonly ZoneSubnet[];
  /** Blocks of the subnets that tasks run in, by the letter of the zone. */
  readonly taskBlocks: ReadonlyMap<string, string>;
  /** The tables of the subnets that tasks run in. */
  readonly routeTables: readonly RouteTable[];
}

export class VpcEndpoints extends Construct {
  constructor(scope: Construct, id: string, props: VpcEndpointsProps) {
    super(scope, id);
    const { gateways, interfaces } = props.endpoints;
    gateways.forEach((service) => this.addGateway(service, props));
    if (interfaces.length === 0) return;
    const group = this.addGroup(props);
    for (const service of interfaces)
      new VpcEndpoint(new Construct(this, idOf(service)), 'Endpoint', {
        ...nameOf(service, props),
        vpcEndpointType: 'Interface',
        subnetIds: props.privateSubnets.map(({ subnet }) => subnet.id),
        securityGroupIds: [group.id],
        // The usual host of the service then leads to the endpoint, so no client is told of it.
        privateDnsEnabled: true,
      });
  }

  private addGateway(service: string, props: VpcEndpointsProps): void {
    const { routeTables, callsS3, region } = props;
    new VpcEndpoint(new Construct(this, idOf(service)), 'Endpoint', {
      ...nameOf(service, props),
      vpcEndpointType: 'Gateway',
      routeTableIds: routeTables.map(({ id }) => id),
      ...(service === 's3' && !callsS3 && { policy: onlyLayersOfImages(region) }),
    });
  }

  /**
   * Open to the subnets of tasks, and not to their groups: those are in another stack. AWS deletes no group that a rule of
   * another one names, so a network that gets a NAT gateway again would wait for the tasks, and they for the network.
   */
  private addGroup({ vpcId, name, taskBlocks }: VpcEndpointsProps): SecurityGroup {
    const scope = new Construct(this, 'endpoints');
    const group = new SecurityGroup(scope, 'Group', {
      name: `${name}-endpoints`,
      description: 'VPC endpoints: tasks call AWS services',
      vpcId,
      tags: { Name: `${name}-endpoints` },
    });
    for (const [letter, cidrIpv4] of taskBlocks)
      new VpcSecurityGroupIngressRule(scope, `from_tasks_${letter}`, {
        securityGroupId: group.id,
        ipProtocol: 'tcp',
        fromPort: 443,
        toPort: 443,
        cidrIpv4,
        description: `tasks of zone ${letter} call AWS services`,
      });
    return group;
  }
}

/** `ecr.api` is `ecr_api`. */
const idOf = (service: string) => snake(service).replaceAll('.', '_');

const nameOf = (service: string, { vpcId, region, name }: VpcEndpointsProps) => ({
  vpcId,
  serviceName: endpointName(service, region),
  tags: { Name: `${name}-${service.replaceAll('.', '-')}` },
});

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html#ecr-minimum-s3-perms */
function onlyLayersOfImages(region: string): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'LayersOfImages',
        Effect: 'Allow',
        Principal: '*',
        Action: 's3:GetObject',
        Resource: `arn:${partitionOf(region)}:s3:::prod-${region}-starport-layer-bucket/*`,
      },
    ],
  });
}
