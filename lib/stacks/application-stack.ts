/**
 * Stack `<stage>-<application>`: the mesh and all that runs in it. Where the application has several stacks, it is stack
 * `<stage>-<application>-platform`: what all share, and the outputs that the other stacks read.
 */
import type { Construct } from 'constructs';
import { Cluster } from '../ecs/constructs/cluster';
import { MeshStack } from './parts/mesh-stack';
import { placePlatform } from '../targets/constructs/place-application';
import type { Entry, Outputs, PlacedPlatform } from '../ecs/constructs/placement';
import { subnetNeeds } from '../mesh/surroundings/facing-internet';
import { addServices, type ServicesStackProps } from './services';
import { hostFiller } from '../mesh/surroundings/external-host';
import { logsKeyOf } from './logs-key';
import { stackProps } from './stack-props';
import { subnetsOfTasks } from './subnets-of-tasks';

export class ApplicationStack extends MeshStack {
  constructor(scope: Construct, name: string, own: ServicesStackProps) {
    const { settings, application, content } = own;
    super(scope, name, stackProps(settings, application, name));
    const { protect, region, target, targetBefore: before, imageMirror } = settings;
    const network = own.network.readBy(this, subnetNeeds(application));
    const { vpcId, publicSubnetIds, privateSubnetIds } = network;
    const cluster = new Cluster(this, 'Cluster', {
      application,
      vpcId,
      protect,
      references: this.references,
    });
    const place = {
      application,
      region,
      accountId: cluster.accountId,
      clusterArn: cluster.clusterArn,
      clusterName: cluster.clusterName,
      startsAfter: cluster.associated,
      ...subnetsOfTasks(application, { publicSubnetIds, privateSubnetIds }),
      ...logsKeyOf(this, application),
      fillHosts: hostFiller(application.externals, (host) => this.references.find(host, 'host')),
      references: this.references,
      ...(before !== undefined && { awaitsRoll: true }),
    };
    const platform = placePlatform(
      this,
      { target, before },
      {
        place,
        vpcId,
        namespaceId: cluster.namespaceId,
        publicSubnetIds,
        privateSubnetIds,
        networkBlocks: network.blocks,
        references: this.references,
        nodes: content.nodes,
        imageMirror,
        protect,
      },
    );
    this.tell(platform, cluster);
    addServices(this, own, {
      place,
      namespaceId: cluster.namespaceId,
      namespaceName: cluster.namespaceName,
      vpcId,
      platform: {
        valueOf: (output) => valueIn(platform.shared, output),
        neededBy: platform.neededBy,
        rulesOf: platform.rulesOf,
        rulesTo: platform.rulesTo,
      },
    });
    if (content.stack !== undefined) this.share(platform, cluster);
  }

  /** For stacks of services. */
  readBy(consumer: MeshStack) {
    const valueOf = (output: string) => consumer.stringOf(this, output);
    return {
      accountId: valueOf('account_id'),
      clusterArn: valueOf('cluster_arn'),
      clusterName: valueOf('cluster_name'),
      namespaceId: valueOf('namespace_id'),
      namespaceName: valueOf('namespace_name'),
      // This stack is deployed first.
      platform: { valueOf, neededBy: () => [], rulesOf: () => [], rulesTo: () => [] },
    };
  }

  private tell({ entries, innerUrls, gatewayOutputs, outputs }: PlacedPlatform, cluster: Cluster): void {
    for (const [gateway, value] of innerUrls) {
      const where = { value, description: `Where gateway ${gateway} answers the network` };
      // One that a load balancer leads to as well has another URL.
      this.addOutputs(entries.has(gateway) ? { inner_url: where } : { url: where }, gateway);
    }
    for (const [name, entry] of entries) this.tellEntry(name, entry, entries.size === 1);
    this.addOutput('cluster_name', {
      value: cluster.clusterName,
      description: 'Name of the ECS cluster that all tasks run in',
    });
    for (const [gateway, told] of gatewayOutputs) this.addOutputs(told, gateway);
    this.addOutputs(outputs);
  }

  private tellEntry(name: string, { url, dnsName, owner, internal }: Entry, isOnly: boolean): void {
    const whose = internal === undefined ? '' : internal ? ' the network' : ' the internet';
    const where = {
      value: url,
      description: `Where ${owner ?? 'load balancer'} ${name} answers${whose}`,
    };
    const what = owner === undefined ? `load balancer ${name}` : `the load balancer before ${owner} ${name}`;
    const host = { value: dnsName, description: `Name of ${what}` };
    this.addOutputs({ url: where, dns_name: host }, name);
    if (!isOnly) return;
    // A gateway called `gateway` has that output already.
    const isFirst = owner === 'gateway' && name !== 'gateway';
    this.addOutputs({ url: where, ...(isFirst && { gateway_dns_name: host }) });
  }

  /** Only for other stacks: one stack needs no output for itself. */
  private share({ shared, outputs }: PlacedPlatform, cluster: Cluster): void {
    this.addOutputs({
      account_id: { value: cluster.accountId, description: 'Account that everything is in' },
      cluster_arn: { value: cluster.clusterArn, description: 'ARN of the ECS cluster' },
      namespace_id: { value: cluster.namespaceId, description: 'Id of the Cloud Map namespace' },
      namespace_name: { value: cluster.namespaceName, description: 'Private zone of all services' },
    });
    this.addOutputs(Object.fromEntries(Object.entries(shared).filter(([name]) => !(name in outputs))));
  }
}

function valueIn(outputs: Outputs, name: string): string {
  const output = outputs[name];
  if (output === undefined) throw new Error(`bug: the platform shares no ${name}; please report`);
  return output.value;
}
