/** The load balancers of an application, and what tasks behind them need of them. */
import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import { loadBalancerIdle } from '../../mesh/entry/load-balancer-idle';
import type { MeshLoadBalancer } from '../../mesh/entry/mesh-load-balancer';
import { loadBalancerOf } from '../access';
import type { LoadBalancerEnd } from '../load-balancer-end';
import type { EcsServiceRefs } from '../service';
import { EntryLoadBalancer } from './load-balancer';
import type { Outputs, PlatformProps } from './placement';
import type { SecurityGroups } from './security-groups';
import { targetGroupArnOf } from './shared-outputs';

export interface LoadBalancersProps {
  readonly target: PlatformProps;
  /** Where they lead: what is checked, and how. */
  readonly ends: readonly LoadBalancerEnd[];
  /** Who joins their target groups. @default - as `ends` say */
  readonly joined?: readonly LoadBalancerEnd[];
  readonly groups: SecurityGroups;
  readonly scopeOf: (loadBalancer: MeshLoadBalancer) => Construct;
  /** Seconds after which a gateway's Envoy closes an unused connection. @default - as its bootstrap says */
  readonly closesAfter?: number;
}

export class LoadBalancers {
  /** By name; one that leads nowhere on this target is not there. */
  readonly entries: ReadonlyMap<string, EntryLoadBalancer>;

  constructor(private readonly props: LoadBalancersProps) {
    const { target, ends } = props;
    this.entries = new Map(
      target.place.application.loadBalancers.flatMap((loadBalancer) => {
        const own = ends.filter((end) => end.loadBalancer === loadBalancer.name);
        return own.length === 0 ? [] : [[loadBalancer.name, this.add(loadBalancer, own)]];
      }),
    );
  }

  private add(loadBalancer: MeshLoadBalancer, ends: readonly LoadBalancerEnd[]): EntryLoadBalancer {
    const { target, groups, scopeOf, closesAfter } = this.props;
    const { place, vpcId, publicSubnetIds, references, protect } = target;
    const { application } = place;
    return new EntryLoadBalancer(scopeOf(loadBalancer), 'LoadBalancer', {
      application,
      loadBalancer,
      ends,
      idle: loadBalancerIdle(loadBalancer, {
        application,
        ...(closesAfter !== undefined && { closesAfter }),
      }),
      vpcId,
      subnetIds: publicSubnetIds,
      securityGroupId: groups.idOf(loadBalancerOf(loadBalancer.name)),
      references,
      accountId: place.accountId,
      region: place.region,
      protect,
    });
  }

  /** What a gateway's service joins; a node's asks the platform, which may be another stack. */
  joinedBy(tasks: string): EcsServiceRefs['loadBalancers'] {
    return joins(this.endsOf(tasks), (end) => this.arnOf(end));
  }

  /** ECS refuses tasks for a target group that no listener leads to. */
  neededBy(tasks: string): readonly ITerraformDependable[] {
    const before = new Set(this.endsOf(tasks).map(({ loadBalancer }) => loadBalancer));
    return [...before].flatMap((name) => this.entries.get(name)?.listeners ?? []);
  }

  /** The target groups that nodes join, for stacks that run them. */
  outputsFor(nodes: readonly { readonly name: string }[]): Outputs {
    return Object.fromEntries(
      nodes
        .flatMap(({ name }) => this.endsOf(name))
        .map((end) => [
          targetGroupArnOf(end),
          { value: this.arnOf(end), description: `Target group that tasks behind ${end.destination} join` },
        ]),
    );
  }

  private endsOf(tasks: string): readonly LoadBalancerEnd[] {
    const { ends, joined = ends } = this.props;
    return joined.filter((end) => end.tasks === tasks);
  }

  private arnOf({ loadBalancer, group }: LoadBalancerEnd): string {
    const entry = this.entries.get(loadBalancer);
    if (entry === undefined) throw new Error(`bug: no load balancer ${loadBalancer}; please report`);
    return entry.targetGroupArn(group);
  }
}

export function joins(
  ends: readonly LoadBalancerEnd[],
  arnOf: (end: LoadBalancerEnd) => string,
): EcsServiceRefs['loadBalancers'] {
  return ends.map((end) => ({
    targetGroupArn: arnOf(end),
    containerName: end.containerName,
    containerPort: end.port,
  }));
}
