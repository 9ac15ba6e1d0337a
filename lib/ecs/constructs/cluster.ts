/** Where an application's tasks run and are named: ECS cluster and private zone, in the account of the deployment. */
import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { EcsCluster } from '@cdktf/provider-aws/lib/ecs-cluster';
import { ServiceDiscoveryPrivateDnsNamespace } from '@cdktf/provider-aws/lib/service-discovery-private-dns-namespace';
import { Construct } from 'constructs';
import type { MeshApplication } from '../../mesh/application';
import { accountName } from '../../mesh/account-names';

export interface ClusterProps {
  readonly application: MeshApplication;
  readonly vpcId: string;
  /** Terraform must not delete the cluster and the zone. */
  readonly protect: boolean;
}

export class Cluster extends Construct {
  readonly accountId: string;
  readonly clusterArn: string;
  readonly clusterName: string;
  readonly namespaceId: string;
  readonly namespaceName: string;

  constructor(scope: Construct, id: string, { application, vpcId, protect }: ClusterProps) {
    super(scope, id);
    const guard = protect ? { lifecycle: { preventDestroy: true } } : {};
    const { containerInsights } = application;
    const cluster = new EcsCluster(this, 'Cluster', {
      name: accountName(application),
      ...(containerInsights && { setting: [{ name: 'containerInsights', value: containerInsights }] }),
      ...guard,
    });
    const namespace = new ServiceDiscoveryPrivateDnsNamespace(this, 'Namespace', {
      name: application.namespace,
      description: `Names of ${accountName(application)}`,
      vpc: vpcId,
      ...guard,
    });
    this.accountId = new DataAwsCallerIdentity(this, 'account', {}).accountId;
    this.clusterArn = cluster.arn;
    this.clusterName = cluster.name;
    this.namespaceId = namespace.id;
    this.namespaceName = namespace.name;
  }
}
