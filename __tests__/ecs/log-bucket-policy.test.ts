/** Who may write into a bucket of logs: the service of AWS that does, for this account alone. */
import { renderLogBucketPolicy } from '../../lib/ecs/log-bucket-policy';

const ARN = 'arn:aws:s3:::logs';
const files = [
  { prefix: 'access', retentionDays: 7 },
  { prefix: 'shop/connection', retentionDays: 7 },
];
const place = { accountId: '123456789012', region: 'us-west-2' };
const paths = [`${ARN}/access/AWSLogs/123456789012/*`, `${ARN}/shop/connection/AWSLogs/123456789012/*`];
const onlyOverTls = {
  Sid: 'OnlyOverTls',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [ARN, `${ARN}/*`],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};

it('lets an Application Load Balancer write below each prefix, and nothing else', () => {
  expect(renderLogBucketPolicy(ARN, files, { kind: 'application', ...place })).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'LogDelivery',
        Effect: 'Allow',
        Principal: { Service: 'logdelivery.elasticloadbalancing.amazonaws.com' },
        Action: 's3:PutObject',
        Resource: paths,
      },
      onlyOverTls,
    ],
  });
});

it('lets the log delivery of a Network Load Balancer look at the ACL and write, for this account', () => {
  const source = { 'aws:SourceAccount': '123456789012' };
  const ArnLike = { 'aws:SourceArn': 'arn:aws:logs:us-west-2:123456789012:*' };
  expect(renderLogBucketPolicy(ARN, files, { kind: 'network', ...place })).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'LogDelivery',
        Effect: 'Allow',
        Principal: { Service: 'delivery.logs.amazonaws.com' },
        Action: 's3:PutObject',
        Resource: paths,
        Condition: { StringEquals: { ...source, 's3:x-amz-acl': 'bucket-owner-full-control' }, ArnLike },
      },
      {
        Sid: 'LogDeliveryAclCheck',
        Effect: 'Allow',
        Principal: { Service: 'delivery.logs.amazonaws.com' },
        Action: 's3:GetBucketAcl',
        Resource: ARN,
        Condition: { StringEquals: source, ArnLike },
      },
      onlyOverTls,
    ],
  });
});
