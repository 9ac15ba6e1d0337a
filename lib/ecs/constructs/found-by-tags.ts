/**
 * Resources that are found by their tags: with the data source of the kind, or with the tagging API if that data source
 * has no tags.
 */
import { DataAwsLb } from '@cdktf/provider-aws/lib/data-aws-lb';
import { DataAwsResourcegroupstaggingapiResources } from '@cdktf/provider-aws/lib/data-aws-resourcegroupstaggingapi-resources';
import { DataAwsSecurityGroup } from '@cdktf/provider-aws/lib/data-aws-security-group';
import { DataAwsSubnet } from '@cdktf/provider-aws/lib/data-aws-subnet';
import { DataAwsSubnets } from '@cdktf/provider-aws/lib/data-aws-subnets';
import { DataAwsVpc } from '@cdktf/provider-aws/lib/data-aws-vpc';
import { Fn, type TerraformResourceLifecycle, Token } from 'cdktf';
import type { Construct } from 'constructs';
import { type ReferenceKind, referenceKinds } from '../../mesh/surroundings/reference-kind';
import type { Tags } from '../../mesh/surroundings/reference';

type Found = Exclude<ReferenceKind, 'subnets'>;

export interface Wanted {
  readonly tags: Tags;
  /** Looks for a subnet in this VPC alone. */
  readonly vpcId?: string;
}

/** @param scope its id becomes the address of the data source */
export function idByTags(scope: Construct, kind: Found, { tags, vpcId }: Wanted): string {
  const config = { tags: { ...tags } };
  switch (kind) {
    case 'vpc':
      return new DataAwsVpc(scope, 'Found', config).id;
    case 'subnet':
      return new DataAwsSubnet(scope, 'Found', { ...config, ...(vpcId !== undefined && { vpcId }) }).id;
    case 'security-group':
      return new DataAwsSecurityGroup(scope, 'Found', config).id;
    case 'load-balancer':
      return new DataAwsLb(scope, 'Found', config).arn;
    case 'cluster':
      return lastPart(arnByTags(scope, kind, { type: 'ecs:cluster', tags }));
    case 'namespace':
      return lastPart(arnByTags(scope, kind, { type: 'servicediscovery:namespace', tags }));
    case 'listener':
      return arnByTags(scope, kind, { type: 'elasticloadbalancing:listener', tags });
    case 'certificate':
      return arnByTags(scope, kind, { type: 'acm:certificate', tags });
    case 'web-acl':
      return arnByTags(scope, kind, { type: 'wafv2:regional/webacl', tags });
    case 'key':
      return arnByTags(scope, kind, { type: 'kms:key', tags });
    case 'bucket':
      return afterColons(arnByTags(scope, kind, { type: 's3', tags }));
    case 'host':
    case 'zone':
    case 'role':
    case 'policy':
    case 'resource':
    case 'file-system':
    case 'access-point':
      throw new Error(`bug: tags find no ${kind}; please report`);
  }
}

/** In one VPC alone, since subnets of other VPCs may have the same tags. */
export function subnetsByTags(scope: Construct, tags: Tags, vpcId: string): string[] {
  const found = new DataAwsSubnets(scope, 'Found', {
    tags: { ...tags },
    filter: [{ name: 'vpc-id', values: [vpcId] }],
    lifecycle: {
      postcondition: [
        {
          condition: '${length(self.ids) > 0}',
          errorMessage: `No subnet of VPC ${vpcId} has the tags ${sayTags(tags)}.`,
        },
      ],
    },
  });
  return found.ids;
}

interface TaggedType {
  /** Type of the resource, in the words of the tagging API. */
  readonly type: string;
  readonly tags: Tags;
}

/** https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html */
function arnByTags(scope: Construct, kind: Found, { type, tags }: TaggedType): string {
  const found = new DataAwsResourcegroupstaggingapiResources(scope, 'Found', {
    resourceTypeFilters: [type],
    tagFilter: Object.entries(tags).map(([key, value]) => ({ key, values: [value] })),
    lifecycle: onlyOne(kind, tags),
  });
  return found.resourceTagMappingList.get(0).resourceArn;
}

function onlyOne(kind: Found, tags: Tags): TerraformResourceLifecycle {
  const { noun } = referenceKinds[kind];
  return {
    postcondition: [
      {
        condition: '${length(self.resource_tag_mapping_list) == 1}',
        errorMessage: `Exactly one thing must be ${noun} with the tags ${sayTags(tags)}; AWS found \${length(self.resource_tag_mapping_list)}.`,
      },
    ],
  };
}

const sayTags = (tags: Tags) =>
  Object.entries(tags)
    .map(([key, value]) => `${key}=${value}`)
    .join(', ');

const lastPart = (arn: string) => Token.asString(Fn.regex('[^/]+$', arn));
const afterColons = (arn: string) => Token.asString(Fn.regex('[^:]+$', arn));
