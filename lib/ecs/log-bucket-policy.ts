/** The policy of the bucket of a load balancer's logs: only AWS's log delivery may write, and only for this account. */
import type { LoadBalancer } from '../mesh/entry/load-balancer';

/** The files of one kind of logs. */
export interface LogFiles {
  /** Without `/` at either end. */
  readonly prefix: string;
  readonly retentionDays: number;
}

export interface LogBucketPlace {
  readonly kind: Exclude<LoadBalancer['kind'], 'existing'>;
  readonly accountId: string;
  readonly region: string;
}

/**
 * An Application Load Balancer and a Network Load Balancer write by different services:
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html,
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/enable-access-logs.html
 */
export function renderLogBucketPolicy(
  bucketArn: string,
  files: readonly LogFiles[],
  { kind, accountId, region }: LogBucketPlace,
): object {
  // The path to which AWS writes contains the account, so no other account's load balancer can write here.
  const paths = files.map(({ prefix }) => `${bucketArn}/${prefix}/AWSLogs/${accountId}/*`);
  const ofAccount = {
    StringEquals: { 'aws:SourceAccount': accountId },
    ArnLike: { 'aws:SourceArn': `arn:aws:logs:${region}:${accountId}:*` },
  };
  const ofKind = {
    application: [
      {
        Sid: 'LogDelivery',
        Effect: 'Allow',
        Principal: { Service: 'logdelivery.elasticloadbalancing.amazonaws.com' },
        Action: 's3:PutObject',
        Resource: paths,
      },
    ],
    network: [
      {
        Sid: 'LogDelivery',
        Effect: 'Allow',
        Principal: { Service: 'delivery.logs.amazonaws.com' },
        Action: 's3:PutObject',
        Resource: paths,
        Condition: {
          ...ofAccount,
          StringEquals: { ...ofAccount.StringEquals, 's3:x-amz-acl': 'bucket-owner-full-control' },
        },
      },
      {
        Sid: 'LogDeliveryAclCheck',
        Effect: 'Allow',
        Principal: { Service: 'delivery.logs.amazonaws.com' },
        Action: 's3:GetBucketAcl',
        Resource: bucketArn,
        Condition: ofAccount,
      },
    ],
  };
  return {
    Version: '2012-10-17',
    Statement: [...ofKind[kind], onlyOverTls(bucketArn)],
  };
}

/** For every bucket: refuses requests without TLS. */
export function onlyOverTls(bucketArn: string): object {
  return {
    Sid: 'OnlyOverTls',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [bucketArn, `${bucketArn}/*`],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
}
