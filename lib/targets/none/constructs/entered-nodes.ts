/** Nodes right behind the load balancers of gateways: what they join, and what must stand before. */
import type { ITerraformDependable } from 'cdktf';
import { APPLICATION_CONTAINER } from '../../../ecs/application-container';
import type { EcsServiceRefs } from '../../../ecs/service';
import { enteredListener, enteredNode } from '../renderer';
import type { GatewayLoadBalancer } from '../../../ecs/constructs/load-balancer';
import { targetGroupArnOf } from '../../../ecs/constructs/shared-outputs';
import type { Outputs, PlatformProps, ServicesProps } from '../../../ecs/constructs/placement';

type Balancers = ReadonlyMap<string, Pick<GatewayLoadBalancer, 'targetGroupArn' | 'listeners'>>;

/** For stacks that run the nodes. */
export function targetGroupOutputs(balancers: Balancers): Outputs {
  return Object.fromEntries(
    [...balancers].map(([gateway, { targetGroupArn }]) => [
      targetGroupArnOf(gateway),
      { value: targetGroupArn, description: `Target group that tasks behind ${gateway} join` },
    ]),
  );
}

/** By node. ECS refuses tasks for a target group that no listener leads to. */
export function listenersByNode(balancers: Balancers, { place }: PlatformProps) {
  const before = new Map<string | undefined, ITerraformDependable[]>();
  for (const gateway of place.application.gateways) {
    const node = enteredNode(place.application, gateway);
    const listeners = balancers.get(gateway.name)?.listeners ?? [];
    before.set(node, [...(before.get(node) ?? []), ...listeners]);
  }
  return before;
}

export function loadBalancersBefore(
  node: string,
  { place, platform }: ServicesProps,
): EcsServiceRefs['loadBalancers'] {
  return place.application.gateways.flatMap((gateway) => {
    const listener = enteredListener(place.application, gateway);
    const isBefore = gateway.loadBalancer && enteredNode(place.application, gateway) === node;
    if (!isBefore || listener === undefined) return [];
    return [
      {
        targetGroupArn: platform.valueOf(targetGroupArnOf(gateway.name)),
        containerName: APPLICATION_CONTAINER,
        containerPort: listener.port,
      },
    ];
  });
}
