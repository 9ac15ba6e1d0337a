/** Flow logs of a network: where they go, and with which rights. */
import { fromState } from '../../lib/mesh';
import type { NetworkDefinition } from '../../lib/mesh/surroundings/network';
import { aMesh } from '../../lib/testing';
import { addresses, block, synthApplications } from '../support/synth';

const networkWith = (network: NetworkDefinition) =>
  synthApplications([aMesh({ network })]).stack('dev-shop-network');

describe('flow logs', () => {
  it('go to a log group of their own, by a role that writes there alone, for this account alone', () => {
    const network = networkWith({ flowLogs: { traffic: 'REJECT', retentionDays: 3 } });
    expect(block(network, 'aws_flow_log.flow_logs')).toMatchObject({
      vpc_id: '${aws_vpc.vpc.id}',
      traffic_type: 'REJECT',
      log_destination_type: 'cloud-watch-logs',
      log_destination: '${aws_cloudwatch_log_group.flow_logs.arn}',
      iam_role_arn: '${aws_iam_role.flow_logs.arn}',
      depends_on: ['aws_iam_role_policy.flow_logs'],
    });
    expect(block(network, 'aws_cloudwatch_log_group.flow_logs')).toMatchObject({
      name: '/dev/shop/network/flow-logs',
      retention_in_days: 3,
    });
    const trust: unknown = JSON.parse(
      String(block(network, 'aws_iam_role.flow_logs')?.['assume_role_policy']),
    );
    expect(trust).toMatchObject({
      Statement: [
        {
          Principal: { Service: 'vpc-flow-logs.amazonaws.com' },
          Condition: {
            StringEquals: { 'aws:SourceAccount': '${data.aws_caller_identity.flow_logs.account_id}' },
            ArnLike: {
              'aws:SourceArn':
                'arn:aws:ec2:us-west-2:${data.aws_caller_identity.flow_logs.account_id}:vpc-flow-log/*',
            },
          },
        },
      ],
    });
    const policy = JSON.parse(String(block(network, 'aws_iam_role_policy.flow_logs')?.['policy'])) as {
      Statement: { Action: string[]; Resource: string[] }[];
    };
    expect(policy.Statement.map(({ Action, Resource }) => [Action, Resource])).toEqual([
      [
        ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
        ['${aws_cloudwatch_log_group.flow_logs.arn}:*'],
      ],
      [['logs:DescribeLogGroups'], ['*']],
    ]);
  });

  it('go to a bucket that is found, without a role', () => {
    const network = networkWith({ flowLogs: { bucket: fromState('logs.tfstate', 'bucket') } });
    expect(block(network, 'aws_flow_log.flow_logs')).toMatchObject({
      traffic_type: 'ALL',
      log_destination_type: 's3',
      log_destination: 'arn:aws:s3:::${data.terraform_remote_state.state_logs.outputs.bucket}',
    });
    expect(addresses(network).filter((address) => /iam|log_group/.test(address))).toEqual([]);
  });
});
