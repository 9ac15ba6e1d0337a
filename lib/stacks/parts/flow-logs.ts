/** Flow logs of a VPC: where EC2 writes them, and the role that it writes them with. */
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { FlowLog } from '@cdktf/provider-aws/lib/flow-log';
import { Construct } from 'constructs';
import { partitionOf } from '../../ecs/arn';
import { Role } from '../../ecs/constructs/role';
import type { FlowLogs } from '../../mesh/surroundings/flow-logs';

export interface VpcFlowLogsProps {
  readonly vpcId: string;
  readonly region: string;
  /** Start of every name and Name tag. */
  readonly name: string;
  readonly logGroupName: string;
  readonly flowLogs: FlowLogs;
  /** Name of the bucket that they go to. @default - CloudWatch Logs */
  readonly bucketName?: string;
  /** ARN of the key of the log group. @default - a key of AWS */
  readonly keyArn?: string;
}

export class VpcFlowLogs extends Construct {
  constructor(scope: Construct, id: string, props: VpcFlowLogsProps) {
    super(scope, id);
    const { vpcId, name, flowLogs } = props;
    const own = new Construct(this, 'flow_logs');
    new FlowLog(own, 'FlowLog', {
      vpcId,
      trafficType: flowLogs.traffic,
      logDestinationType: flowLogs.to,
      ...(flowLogs.to === 's3' ? inBucket(props) : inLogGroup(own, props, flowLogs)),
      tags: { Name: name },
    });
  }
}

function inLogGroup(
  scope: Construct,
  { region, name, logGroupName, keyArn }: VpcFlowLogsProps,
  { retentionDays }: Extract<FlowLogs, { to: 'cloud-watch-logs' }>,
) {
  const group = new CloudwatchLogGroup(scope, 'LogGroup', {
    name: logGroupName,
    retentionInDays: retentionDays,
    ...(keyArn !== undefined && { kmsKeyId: keyArn }),
  });
  const { accountId } = new DataAwsCallerIdentity(scope, 'Account', {});
  const role = new Role(scope, 'Role', {
    name: `${name}-flow-logs`,
    description: `What EC2 may do to log connections of ${name}`,
    // https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html, without the right to make groups.
    statements: [
      {
        actions: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
        resources: [`${group.arn}:*`],
      },
      { actions: ['logs:DescribeLogGroups'], resources: ['*'] },
    ],
    service: 'vpc-flow-logs.amazonaws.com',
    accountId,
    sourceArn: `arn:${partitionOf(region)}:ec2:${region}:${accountId}:vpc-flow-log/*`,
    outsidePolicies: [],
  });
  return { logDestination: group.arn, iamRoleArn: role.arn, dependsOn: [...role.policies] };
}

/** AWS writes below `AWSLogs/<account>/vpcflowlogs`, with the id of the flow log in the name of each object. */
function inBucket({ region, bucketName = '' }: VpcFlowLogsProps) {
  return { logDestination: `arn:${partitionOf(region)}:s3:::${bucketName}` };
}
