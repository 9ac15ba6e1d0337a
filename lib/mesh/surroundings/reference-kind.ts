/** Kinds of things to which a reference may lead: AWS's identifier of each, and whether its tags find it. */

export type ReferenceKind =
  | 'vpc'
  | 'subnet'
  | 'subnets'
  | 'cluster'
  | 'namespace'
  | 'zone'
  | 'security-group'
  | 'listener'
  | 'certificate'
  | 'web-acl'
  | 'load-balancer'
  | 'host'
  | 'key'
  | 'bucket'
  | 'role'
  | 'policy'
  | 'resource'
  | 'file-system'
  | 'access-point';

export interface ReferenceKindFacts {
  /** Its name in a problem: `a VPC`. */
  readonly noun: string;
  /** What AWS's identifier is, with an article: `the id`. */
  readonly called: string;
  /** The form of AWS's identifier. */
  readonly literal: RegExp;
  readonly example: string;
  /** Whether its tags find it. */
  readonly hasTags: boolean;
}

/** Ids of EC2 have 8 or 17 hexadecimal digits. */
const ec2Id = (start: string) => new RegExp(`^${start}-([0-9a-f]{8}|[0-9a-f]{17})$`);
/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
const arn = (service: string, resource: string) =>
  new RegExp(`^arn:aws[a-z-]*:${service}:[a-z0-9-]+:\\d{12}:${resource}$`);
const UUID = '(mrk-)?[0-9a-f-]{32,36}';
const LOAD_BALANCING = 'arn:aws:elasticloadbalancing:eu-west-1:123456789012';

export const referenceKinds: Readonly<Record<ReferenceKind, ReferenceKindFacts>> = {
  vpc: {
    noun: 'a VPC',
    called: 'the id',
    literal: ec2Id('vpc'),
    example: 'vpc-0a1b2c3d4e5f67890',
    hasTags: true,
  },
  subnet: {
    noun: 'a subnet',
    called: 'the id',
    literal: ec2Id('subnet'),
    example: 'subnet-0a1b2c3d4e5f67890',
    hasTags: true,
  },
  subnets: {
    noun: 'a subnet',
    called: 'the id',
    literal: ec2Id('subnet'),
    example: 'subnet-0a1b2c3d4e5f67890',
    hasTags: true,
  },
  // By name: an ARN contains it, and services need both.
  cluster: {
    noun: 'an ECS cluster',
    called: 'the name or ARN',
    literal: /^([A-Za-z0-9_-]{1,255}|arn:aws[a-z-]*:ecs:[a-z0-9-]+:\d{12}:cluster\/[A-Za-z0-9_-]{1,255})$/,
    example: 'main',
    hasTags: true,
  },
  namespace: {
    noun: 'a Cloud Map namespace',
    called: 'the id',
    literal: /^ns-[a-z0-9]{1,60}$/,
    example: 'ns-0a1b2c3d4e5f6789',
    hasTags: true,
  },
  zone: {
    noun: 'a Route 53 zone',
    called: 'the id or the name',
    // An id, or the name of a public zone.
    literal: /^(Z[A-Z0-9]{1,31}|(?=.{1,253}$)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})+)$/,
    example: 'example.com',
    // Provider 5.100 looks at tags of zones of a given name only.
    hasTags: false,
  },
  'security-group': {
    noun: 'a security group',
    called: 'the id',
    literal: ec2Id('sg'),
    example: 'sg-0a1b2c3d4e5f67890',
    hasTags: true,
  },
  listener: {
    noun: 'a listener of an Application Load Balancer',
    called: 'the ARN',
    literal: arn('elasticloadbalancing', 'listener/app/[A-Za-z0-9-]+/[0-9a-f]+/[0-9a-f]+'),
    example: `${LOAD_BALANCING}:listener/app/main/0123456789abcdef/0123456789abcdef`,
    hasTags: true,
  },
  certificate: {
    noun: 'an ACM certificate',
    called: 'the ARN',
    literal: arn('acm', 'certificate/[A-Za-z0-9-]+'),
    example: 'arn:aws:acm:eu-west-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef',
    hasTags: true,
  },
  'web-acl': {
    noun: 'a regional web ACL of WAF',
    called: 'the ARN',
    literal: arn('wafv2', 'regional/webacl/[\\w-]{1,128}/[0-9a-f-]{36}'),
    example: 'arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/main/01234567-89ab-cdef-0123-456789abcdef',
    hasTags: true,
  },
  'load-balancer': {
    noun: 'a load balancer',
    called: 'the ARN',
    literal: arn('elasticloadbalancing', 'loadbalancer/(app|net)/[A-Za-z0-9-]+/[0-9a-f]+'),
    example: `${LOAD_BALANCING}:loadbalancer/app/main/0123456789abcdef`,
    hasTags: true,
  },
  host: {
    noun: 'a host',
    called: 'the name',
    literal: /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]*[a-z0-9])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9])?)+$/i,
    example: 'db.example.com',
    hasTags: false,
  },
  key: {
    noun: 'a KMS key',
    called: 'the ARN',
    literal: arn('kms', `key/${UUID}`),
    example: 'arn:aws:kms:eu-west-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef',
    hasTags: true,
  },
  bucket: {
    noun: 'an S3 bucket',
    called: 'the name',
    literal: /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
    example: 'example-logs',
    hasTags: true,
  },
  // Roles and policies of IAM are in no region.
  role: {
    noun: 'an IAM role',
    called: 'the ARN',
    literal: /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,576}$/,
    example: 'arn:aws:iam::123456789012:role/shop-web',
    hasTags: false,
  },
  policy: {
    noun: 'a managed policy',
    called: 'the ARN',
    literal: /^arn:aws[a-z-]*:iam::(aws|\d{12}):policy\/[\w+=,.@/-]{1,640}$/,
    example: 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess',
    hasTags: false,
  },
  'file-system': {
    noun: 'an EFS file system',
    called: 'the id',
    literal: ec2Id('fs'),
    example: 'fs-0a1b2c3d4e5f67890',
    hasTags: false,
  },
  'access-point': {
    noun: 'an EFS access point',
    called: 'the id',
    literal: ec2Id('fsap'),
    example: 'fsap-0a1b2c3d4e5f67890',
    hasTags: false,
  },
  resource: {
    noun: 'a resource',
    called: 'the ARN',
    literal: /^arn:[\w*?-]+:[\w*?-]+:[\w*?-]*:[\d*?]*:\S{1,1600}$/,
    example: 'arn:aws:s3:::shop-orders/*',
    hasTags: false,
  },
};
