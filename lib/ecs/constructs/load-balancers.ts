/** The load balancers of an application, and the values that tasks behind them need. */
import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import { loadBalancerIdle } from '../../mesh/entry/load-balancer-idle';
import type { MeshLoadBalancer } from '../../mesh/entry/mesh-load-balancer';
import type { MeshNode } from '../../mesh/node';
import { loadBalancerOf } from '../access';
import { graceOf, type LoadBalancerEnd } from '../load-balancer-end';
import type { EcsServiceRefs } from '../service';
import { EntryLoadBalancer } from './load-balancer';
import type { Entry, Outputs, PlatformProps } from './placement';
import type { SecurityGroups } from './security-groups';
import { requestEnds, type RequestLabels } from '../scaling/request-ends';
import { requestLabelOf, targetGroupArnOf } from './shared-outputs';

export interface LoadBalancersProps {
  readonly target: PlatformProps;
  /** The ends that they lead to, with their health checks. */
  readonly ends: readonly LoadBalancerEnd[];
  /** Which tasks join their target groups. @default - as `ends` say */
  readonly joined?: readonly LoadBalancerEnd[];
  readonly groups: SecurityGroups;
  readonly scopeOf: (loadBalancer: MeshLoadBalancer) => Construct;
  /** Seconds after which a gateway's Envoy closes an unused connection. @default - as its bootstrap says */
  readonly closesAfter?: number;
}

export class LoadBalancers {
  /** URLs for clients, by name of the load balancer. */
  readonly entries: ReadonlyMap<string, Entry>;

  /** By name; a load balancer that leads nowhere on this target is left out. */
  private readonly placed: ReadonlyMap<string, EntryLoadBalancer>;

  constructor(private readonly props: LoadBalancersProps) {
    const { target, ends } = props;
    this.placed = new Map(
      target.place.application.loadBalancers.flatMap((loadBalancer) => {
        const own = ends.filter((end) => end.loadBalancer === loadBalancer.name);
        return own.length === 0 ? [] : [[loadBalancer.name, this.add(loadBalancer, own)]];
      }),
    );
    this.entries = new Map(
      [...this.placed].flatMap(([name, { entry }]) => (entry === undefined ? [] : [[name, entry]])),
    );
  }

  private add(loadBalancer: MeshLoadBalancer, ends: readonly LoadBalancerEnd[]): EntryLoadBalancer {
    const { target, groups, scopeOf, closesAfter } = this.props;
    const { place, vpcId, publicSubnetIds, privateSubnetIds, references, protect } = target;
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
      subnetIds: loadBalancer.internal ? privateSubnetIds : publicSubnetIds,
      securityGroupId:
        loadBalancer.kind === 'existing' ? undefined : groups.idOf(loadBalancerOf(loadBalancer.name)),
      references,
      accountId: place.accountId,
      region: place.region,
      protect,
    });
  }

  /** The target groups of a gateway's service. A node asks the platform, which may be another stack. */
  joinedBy(tasks: string): Joined {
    return joins(this.endsOf(tasks), (end) => this.arnOf(end));
  }

  /** ECS refuses tasks for a target group that no listener leads to. */
  neededBy(tasks: string): readonly ITerraformDependable[] {
    const before = new Set(this.endsOf(tasks).map(({ loadBalancer }) => loadBalancer));
    return [...before].flatMap((name) => this.placed.get(name)?.leading ?? []);
  }

  /** The target groups that nodes join, for stacks that run them. */
  outputsFor(nodes: readonly MeshNode[]): Outputs {
    const counted = nodes.flatMap(({ name, runs }) =>
      runs.kind === 'service' ? requestEnds(this.endsOf(name), runs.scaling) : [],
    );
    return Object.fromEntries([
      ...counted.map((end) => [
        requestLabelOf(end),
        { value: this.labelOf(end), description: `Counts the requests to ${end.destination}` },
      ]),
      ...nodes
        .flatMap(({ name }) => this.endsOf(name))
        .map((end) => [
          targetGroupArnOf(end),
          { value: this.arnOf(end), description: `Target group that tasks behind ${end.destination} join` },
        ]),
    ]);
  }

  /** For the scaling of a gateway. */
  requestLabels(tasks: string): RequestLabels {
    return { ends: this.endsOf(tasks), labelOf: (end) => this.labelOf(end) };
  }

  private labelOf({ loadBalancer, group }: LoadBalancerEnd): string {
    return this.placedBy(loadBalancer).requestLabel(group);
  }

  private endsOf(tasks: string): readonly LoadBalancerEnd[] {
    const { ends, joined = ends } = this.props;
    return joined.filter((end) => end.tasks === tasks);
  }

  private arnOf({ loadBalancer, group }: LoadBalancerEnd): string {
    return this.placedBy(loadBalancer).targetGroupArn(group);
  }

  private placedBy(loadBalancer: string): EntryLoadBalancer {
    const placed = this.placed.get(loadBalancer);
    if (placed === undefined) throw new Error(`bug: no load balancer ${loadBalancer}; please report`);
    return placed;
  }
}

type Joined = Pick<EcsServiceRefs, 'loadBalancers' | 'graceSeconds'>;

export function joins(ends: readonly LoadBalancerEnd[], arnOf: (end: LoadBalancerEnd) => string): Joined {
  const graceSeconds = graceOf(ends);
  return {
    loadBalancers: ends.map((end) => ({
      targetGroupArn: arnOf(end),
      containerName: end.containerName,
      containerPort: end.port,
    })),
    ...(graceSeconds !== undefined && { graceSeconds }),
  };
}
