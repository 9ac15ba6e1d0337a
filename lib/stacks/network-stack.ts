/** Stack `<stage>-<application>-network`: the application's own VPC. */
import type { Construct } from 'constructs';
import type { Settings } from '../project/settings';
import { MeshStack } from './parts/mesh-stack';
import { VpcFlowLogs } from './parts/flow-logs';
import { Vpc } from './parts/vpc';
import type { PlacedNetwork } from '../ecs/constructs/placed-network';
import type { MeshApplication } from '../mesh/application';
import type { OwnNetwork } from '../mesh/surroundings/own-network';
import { accountName, flowLogGroupName } from '../mesh/account-names';
import { servicesOfTasks, vpcEndpoints } from '../ecs/vpc-endpoints';
import { builtTarget } from '../targets';
import { logsKeyOf } from './logs-key';
import { stackProps } from './stack-props';

export interface NetworkStackProps {
  readonly settings: Settings;
  readonly application: MeshApplication;
  readonly network: OwnNetwork;
  /** Other applications that live in it. */
  readonly guests: readonly MeshApplication[];
}

export class NetworkStack extends MeshStack {
  private readonly network: OwnNetwork;

  constructor(scope: Construct, name: string, { settings, application, network, guests }: NetworkStackProps) {
    super(scope, name, stackProps(settings, application, name));
    this.network = network;
    const vpc = new Vpc(this, 'Vpc', {
      network,
      name: accountName(application),
      region: settings.region,
      endpoints: vpcEndpoints(network, calledServices(settings, [application, ...guests])),
    });
    this.addFlowLogs({ settings, application, network }, vpc);
    this.addOutput('vpc_id', { value: vpc.vpcId, description: 'VPC of the application' });
    if (network.ipv6)
      this.addOutput('ipv6_cidr_block', { value: vpc.ipv6Block, description: 'IPv6 block of the VPC' });
    this.addOutput('public_subnet_ids', {
      value: vpc.publicSubnetIds,
      description: network.publicIp
        ? 'Subnets of load balancers and tasks, one per zone'
        : 'Subnets of load balancers, one per zone',
    });
    this.addOutput('private_subnet_ids', {
      value: vpc.privateSubnetIds,
      description: network.publicIp
        ? 'Subnets of VPC endpoints, one per zone'
        : 'Subnets of tasks, one per zone',
    });
  }

  private addFlowLogs(
    { settings, application, network }: Omit<NetworkStackProps, 'guests'>,
    { vpcId }: Vpc,
  ): void {
    const { flowLogs } = network;
    if (flowLogs === undefined) return;
    const { logsKeyArn } = logsKeyOf(this, application);
    new VpcFlowLogs(this, 'FlowLogs', {
      vpcId,
      region: settings.region,
      name: accountName(application),
      logGroupName: flowLogGroupName(application),
      flowLogs,
      ...(flowLogs.to === 's3' && { bucketName: this.references.find(flowLogs.bucket, 'bucket') }),
      ...(logsKeyArn !== undefined && { keyArn: logsKeyArn }),
    });
  }

  /** For stacks that build on this one. */
  readBy(consumer: MeshStack): PlacedNetwork {
    return {
      vpcId: consumer.stringOf(this, 'vpc_id'),
      publicSubnetIds: consumer.listOf(this, 'public_subnet_ids'),
      privateSubnetIds: consumer.listOf(this, 'private_subnet_ids'),
      blocks: {
        ipv4: this.network.cidr,
        ...(this.network.ipv6 && { ipv6: consumer.stringOf(this, 'ipv6_cidr_block') }),
      },
    };
  }
}

/** In the first step of a switch tasks of both targets run, and the second one takes away what only the old ones call. */
function calledServices(
  { target, targetBefore }: Settings,
  applications: readonly MeshApplication[],
): string[] {
  return [target, targetBefore].flatMap((name) =>
    name === undefined
      ? []
      : applications.flatMap((application) => [
          ...(builtTarget(name)?.awsServices(application) ?? []),
          ...servicesOfTasks(application),
        ]),
  );
}
