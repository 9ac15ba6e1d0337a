/** The ECS cluster and the private zone of an application, in the account of the deployment. */
import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { EcsCluster } from '@cdktf/provider-aws/lib/ecs-cluster';
import { ServiceDiscoveryPrivateDnsNamespace } from '@cdktf/provider-aws/lib/service-discovery-private-dns-namespace';
import { Construct } from 'constructs';
import type { MeshApplication } from '../../mesh/application';
import { accountName, clusterName } from '../../mesh/account-names';
import type { References } from './references';

export interface ClusterProps {
  readonly application: MeshApplication;
  readonly vpcId: string;
  /** Terraform must not delete the cluster and the zone. */
  readonly protect: boolean;
  readonly references: References;
}

export class Cluster extends Construct {
  readonly accountId: string;
  readonly clusterArn: string;
  readonly clusterName: string;
  readonly namespaceId: string;
  readonly namespaceName: string;

  constructor(scope: Construct, id: string, props: ClusterProps) {
    super(scope, id);
    const cluster = this.cluster(props);
    const namespace = this.namespace(props);
    this.accountId = new DataAwsCallerIdentity(this, 'account', {}).accountId;
    this.clusterArn = cluster.arn;
    this.clusterName = cluster.name;
    this.namespaceId = namespace.id;
    this.namespaceName = namespace.name;
  }

  private cluster({ application, protect, references }: ClusterProps) {
    const { cluster, containerInsights } = application;
    if (cluster.existing !== undefined)
      return existing().findCluster(this, references.find(cluster.existing, 'cluster'));
    return new EcsCluster(this, 'Cluster', {
      name: clusterName(application),
      ...(containerInsights && { setting: [{ name: 'containerInsights', value: containerInsights }] }),
      ...guard(protect),
    });
  }

  private namespace({ application, vpcId, protect, references }: ClusterProps) {
    const { namespace: name, existingNamespace } = application;
    if (existingNamespace !== undefined) {
      const reference = references.find(existingNamespace, 'namespace');
      return { id: existing().findNamespace(this, { name, reference, vpcId }), name };
    }
    return new ServiceDiscoveryPrivateDnsNamespace(this, 'Namespace', {
      name,
      description: `Names of ${accountName(application)}`,
      vpc: vpcId,
      ...guard(protect),
    });
  }
}

const guard = (protect: boolean) => (protect ? { lifecycle: { preventDestroy: true } } : {});

/** Loaded only if a cluster or a namespace exists, so that other synths do not pay for it. */
const existing = () => require('./existing-cluster') as typeof import('./existing-cluster');
