/** The ECS cluster and the private zone of an application, in the account of the deployment. */
import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { EcsCluster } from '@cdktf/provider-aws/lib/ecs-cluster';
import { ServiceDiscoveryPrivateDnsNamespace } from '@cdktf/provider-aws/lib/service-discovery-private-dns-namespace';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { MeshApplication } from '../../mesh/application';
import { accountName, clusterName } from '../../mesh/account-names';
import { FARGATE_PROVIDERS, providersOf } from '../../mesh/runs/capacity';
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
  /** Tasks with a capacity strategy start after it. Empty where no task has one, or the cluster is not ours. */
  readonly associated: readonly ITerraformDependable[];
  readonly namespaceName: string;

  constructor(scope: Construct, id: string, props: ClusterProps) {
    super(scope, id);
    const cluster = this.cluster(props);
    const namespace = this.namespace(props);
    this.accountId = new DataAwsCallerIdentity(this, 'account', {}).accountId;
    this.associated = this.associate(props, cluster.name);
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

  /** `FARGATE` and `FARGATE_SPOT` stay while tasks leave them: ECS refuses to take away a provider in use. */
  private associate({ application }: ClusterProps, cluster: string): ITerraformDependable[] {
    const providers = providersOf(application);
    if (providers.length === 0 || application.cluster.existing !== undefined) return [];
    const capacityProviders = [...new Set([...FARGATE_PROVIDERS, ...providers])].sort();
    return [association().addCapacityProviders(this, { clusterName: cluster, capacityProviders })];
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

/** Loaded only if tasks have a capacity strategy. */
const association = () =>
  require('./tasks/capacity-providers') as typeof import('./tasks/capacity-providers');

/** Loaded only if a cluster or a namespace exists, so that other synths do not pay for it. */
const existing = () => require('./existing-cluster') as typeof import('./existing-cluster');
