/**
 * A cluster and a namespace that exist. They are read at plan, which fails if tasks could not run or be found in them.
 */
import { DataAwsEcsCluster } from '@cdktf/provider-aws/lib/data-aws-ecs-cluster';
import { DataAwsRoute53Zone } from '@cdktf/provider-aws/lib/data-aws-route53-zone';
import { DataAwsServiceDiscoveryDnsNamespace } from '@cdktf/provider-aws/lib/data-aws-service-discovery-dns-namespace';
import { Fn, Op, ref, Token } from 'cdktf';
import type { Construct } from 'constructs';

export interface FoundCluster {
  readonly arn: string;
  readonly name: string;
}

/** @param reference name or ARN. AWS still knows a deleted cluster, whose status is INACTIVE. */
export function findCluster(scope: Construct, reference: string): FoundCluster {
  const clusterName = Token.isUnresolved(reference)
    ? Token.asString(Fn.regex('[^/]+$', reference))
    : (reference.split('/').at(-1) ?? reference);
  const cluster = new DataAwsEcsCluster(scope, 'existing_cluster', {
    clusterName,
    lifecycle: {
      postcondition: [
        {
          condition: '${self.status == "ACTIVE"}',
          errorMessage: 'Cluster ${self.cluster_name} must be ACTIVE, and it is ${self.status}.',
        },
      ],
    },
  });
  return { arn: cluster.arn, name: cluster.clusterName };
}

export interface NamespacePlace {
  readonly name: string;
  /** Its id. */
  readonly reference: string;
  readonly vpcId: string;
}

/**
 * The VPC has at most one private zone of the name, and it must be that of the namespace. The data source of namespaces looks
 * them up by name, so the condition counts for the one that it finds.
 * @returns the id of the namespace
 */
export function findNamespace(scope: Construct, { name, reference, vpcId }: NamespacePlace): string {
  const zone = new DataAwsRoute53Zone(scope, 'existing_zone', { name, privateZone: true, vpcId });
  new DataAwsServiceDiscoveryDnsNamespace(scope, 'existing_namespace', {
    name,
    type: 'DNS_PRIVATE',
    lifecycle: {
      postcondition: [
        {
          condition: Token.asString(
            Op.or(Op.neq(ref('self.id'), reference), Op.eq(ref('self.hosted_zone'), zone.zoneId)),
          ),
          errorMessage: `Namespace \${self.id} has zone \${self.hosted_zone}, and zone ${name} of VPC ${vpcId} is ${zone.zoneId}.`,
        },
      ],
    },
  });
  return reference;
}
