/**
 * What checkov finds in the synthesised stacks and the project accepts, with the reason. `__tests__/checkov.long.test.ts`
 * refuses a finding without a reason, and a reason without a finding. Each resource of the JSON has its own in `//`.
 */

export interface AcceptedFinding {
  /** checkov's id of the check. */
  readonly check: string;
  /** Terraform address; `*` stands for any name, or a part of it. */
  readonly address: string;
  readonly reason: string;
}

const noCertificate =
  'Plain HTTP where application.ts names no certificateArn; with one, HTTPS listens and HTTP redirects to it.';
const ownKey =
  'Encrypted by AWS already; a key of our own costs 1 USD a month and needs rights for every reader.';

/** Sorted by address, then by check. */
export const acceptedFindings: readonly AcceptedFinding[] = [
  {
    check: 'CKV_AWS_158',
    address: 'aws_cloudwatch_log_group.*',
    reason: ownKey,
  },
  {
    check: 'CKV_AWS_338',
    address: 'aws_cloudwatch_log_group.*',
    reason: 'Storage costs by day: logs.retentionDays in application.ts says how long, 14 days by default.',
  },
  {
    check: 'CKV_AWS_136',
    address: 'aws_ecr_repository.*',
    reason: ownKey,
  },
  {
    check: 'CKV_AWS_65',
    address: 'aws_ecs_cluster.cluster',
    reason: 'Container Insights costs per metric every month, and nothing of the project reads them.',
  },
  {
    check: 'CKV_AWS_336',
    address: 'aws_ecs_task_definition.*',
    reason:
      'Containers cannot write to their root, but where `runs` says so; the Envoy of App Mesh, an image of AWS, may need to.',
  },
  {
    check: 'CKV2_AWS_20',
    address: 'aws_lb.*',
    reason: noCertificate,
  },
  {
    check: 'CKV2_AWS_28',
    address: 'aws_lb.*',
    reason:
      'A web ACL costs 5 USD a month and its rules are specific to an application; attach one by the ARN.',
  },
  {
    check: 'CKV_AWS_150',
    address: 'aws_lb.*',
    reason:
      'MESH_PROTECT keeps Terraform from it; deletion protection would need an apply before each tear-down.',
  },
  {
    check: 'CKV_AWS_91',
    address: 'aws_lb.*',
    reason:
      'Needs a bucket of its own; on targets app-mesh and envoy the Envoy behind it logs every request.',
  },
  {
    check: 'CKV_AWS_103',
    address: 'aws_lb_listener.*_http',
    reason: noCertificate,
  },
  {
    check: 'CKV_AWS_2',
    address: 'aws_lb_listener.*_http',
    reason: noCertificate,
  },
  {
    check: 'CKV_AWS_378',
    address: 'aws_lb_target_group.*',
    reason:
      'TLS from outside ends at the load balancer; the way on is inside the VPC, between two security groups.',
  },
  {
    check: 'CKV2_AWS_61',
    address: 'aws_s3_bucket.bucket',
    reason: 'Every old version of a state is a way back, and a state is a few hundred kilobytes.',
  },
  {
    check: 'CKV2_AWS_62',
    address: 'aws_s3_bucket.bucket',
    reason: 'Nothing of the project would listen to events of the state bucket.',
  },
  {
    check: 'CKV_AWS_144',
    address: 'aws_s3_bucket.bucket',
    reason: 'States describe one region; where that region is down, a copy elsewhere changes nothing in it.',
  },
  {
    check: 'CKV_AWS_145',
    address: 'aws_s3_bucket.bucket',
    reason: ownKey,
  },
  {
    check: 'CKV_AWS_18',
    address: 'aws_s3_bucket.bucket',
    reason:
      'Needs a second bucket, which would have the same finding; CloudTrail data events can tell who read it.',
  },
  {
    check: 'CKV2_AWS_5',
    address: 'aws_security_group.*',
    reason:
      'Tasks join it through their ECS service; where services have stacks of their own, from there, by an output.',
  },
  {
    check: 'CKV2_AWS_11',
    address: 'aws_vpc.vpc',
    reason: 'Flow logs cost by traffic and are an account-wide decision; AWS can turn them on for any VPC.',
  },
  {
    check: 'CKV_AWS_260',
    address: 'aws_vpc_security_group_ingress_rule.*_lb_from_internet_*',
    reason:
      'It is the public door, of the load balancer alone: with a certificate it still redirects to HTTPS.',
  },
  {
    check: 'CKV_AWS_394',
    address: 'data.aws_availability_zones.zones',
    reason:
      'Zone names differ between accounts; a new zone moves nothing, since subnets ignore changes of theirs.',
  },
];

/**
 * Adds them to the comment of each resource, where checkov reads them in CloudFormation. It does not read them in
 * Terraform's JSON yet: decision 0008.
 */
export function addAcceptedFindings(terraform: TerraformBlocks): void {
  addTo(terraform.resource, '');
  addTo(terraform.data, 'data.');
}

export function accepts({ address }: AcceptedFinding, found: string): boolean {
  const parts = address.split('*').map((part) => part.replaceAll('.', '\\.'));
  return new RegExp(`^${parts.join('.*')}$`).test(found);
}

type Bodies = Readonly<Record<string, Readonly<Record<string, { '//'?: object }>>>>;

interface TerraformBlocks {
  readonly resource?: Bodies;
  readonly data?: Bodies;
}

function addTo(blocks: Bodies = {}, prefix: string): void {
  for (const [type, bodies] of Object.entries(blocks)) {
    const ofType = acceptedFindings.filter(({ address }) => address.startsWith(`${prefix}${type}.`));
    if (ofType.length === 0) continue;
    for (const [name, body] of Object.entries(bodies)) {
      const skip = ofType
        .filter((finding) => accepts(finding, `${prefix}${type}.${name}`))
        .map(({ check, reason }) => ({ id: check, comment: reason }));
      if (skip.length > 0) body['//'] = { ...body['//'], checkov: { skip } };
    }
  }
}
