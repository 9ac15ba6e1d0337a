/** The target groups of a load balancer: one for each gateway, node or port that its routes lead to. */
import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';
import type { MeshApplication } from '../../mesh/application';
import { targetGroupName } from '../../mesh/account-names';
import type { MeshLoadBalancer } from '../../mesh/entry/mesh-load-balancer';
import { lookupIn } from '../../mesh/lookup';
import { leaveTimes } from '../leave-times';
import type { LoadBalancerEnd } from '../load-balancer-end';
import type { GroupArnOf } from '../load-balancer-rule';
import { groupProtocol, renderTargetGroup } from '../target-group';

export interface TargetGroupsProps {
  readonly application: MeshApplication;
  readonly loadBalancer: MeshLoadBalancer;
  readonly ends: readonly LoadBalancerEnd[];
  readonly vpcId: string;
}

export class TargetGroups {
  private readonly groups: ReadonlyMap<string, LbTargetGroup>;

  constructor(scope: Construct, props: TargetGroupsProps) {
    const others = new Construct(scope, 'Groups');
    this.groups = new Map(
      props.ends.map((end) => {
        // The target group of the gateway or node that the load balancer is named after has that name as its address.
        const own = end.group === props.loadBalancer.name ? scope : new Construct(others, end.group);
        return [end.group, addTargetGroup(own, end, props)];
      }),
    );
  }

  readonly arnSuffixOf = (group: string): string | undefined => this.groups.get(group)?.arnSuffix;

  readonly arnOf: GroupArnOf = (group) => this.groups.get(group)?.arn;
}

/**
 * Created before its predecessor is deleted, since a listener uses the predecessor. So the name has a hash of the values
 * that make Terraform replace the group: its protocol and port, and the VPC, which is replaced with its block. A changed
 * port alone replaces nothing: ECS registers each task with a port of its own, and a listener would lead to a new group
 * without tasks.
 */
function addTargetGroup(
  scope: Construct,
  end: LoadBalancerEnd,
  { application, loadBalancer, vpcId }: TargetGroupsProps,
): LbTargetGroup {
  return new LbTargetGroup(scope, 'TargetGroup', {
    ...renderTargetGroup(loadBalancer, end, {
      name: targetGroupName(application, end, groupProtocol(loadBalancer)),
      vpcId,
      deregistrationSeconds: deregistrationSeconds(application, end),
    }),
    lifecycle: { createBeforeDestroy: true, ignoreChanges: ['name', 'port'] },
  });
}

/** How long requests may still take on a task that leaves. */
function deregistrationSeconds(application: MeshApplication, { destination }: LoadBalancerEnd): number {
  const longestRequest = lookupIn(application).calls().longestRequest(destination);
  // For a load balancer it makes no difference how many containers stop afterwards.
  return leaveTimes({ longestRequest, application: 0 }).deregistration;
}

/** Its name in metrics, from the ARN of a listener: `…:listener/app/<name>/<id>/<id of the listener>`. */
export function loadBalancerSuffix(listenerArn: string): string {
  return Fn.join('/', Fn.slice(Fn.split('/', listenerArn), 1, 4));
}
