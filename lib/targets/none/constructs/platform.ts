/** What all nodes of an application share without a mesh: security groups, and load balancers right before nodes. */
import { lookupIn } from '../../../mesh/lookup';
import { Construct } from 'constructs';
import type { MeshGateway } from '../../../mesh/entry/gateway';
import { loadBalancerIdle } from '../../../mesh/entry/load-balancer-idle';
import { leaveTimes } from '../../../ecs/leave-times';
import { loadBalancerOf } from '../../../ecs/access';
import { enteredHealth, enteredListener, renderAccess } from '../renderer';
import { listenersByNode, targetGroupOutputs } from './entered-nodes';
import { GatewayLoadBalancer } from '../../../ecs/constructs/load-balancer';
import { SecurityGroups } from '../../../ecs/constructs/security-groups';
import type { PlacedPlatform, PlatformProps } from '../../../ecs/constructs/placement';

export class PlainEcsPlatform extends Construct implements PlacedPlatform {
  readonly entries: PlacedPlatform['entries'];
  readonly innerUrls: PlacedPlatform['innerUrls'] = new Map();
  readonly outputs = {};
  readonly shared: PlacedPlatform['shared'];
  readonly neededBy: PlacedPlatform['neededBy'];
  readonly rulesOf: PlacedPlatform['rulesOf'];
  readonly rulesTo: PlacedPlatform['rulesTo'];

  private readonly groups: SecurityGroups;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: PlatformProps,
  ) {
    super(scope, id);
    const { application } = props.place;
    this.groups = new SecurityGroups(this, 'SecurityGroups', {
      application,
      vpcId: props.vpcId,
      region: props.place.region,
      access: renderAccess(application),
    });
    const balancers = this.addLoadBalancers();
    this.entries = balancers;
    this.shared = {
      ...this.groups.outputs,
      ...targetGroupOutputs(balancers),
    };
    const before = listenersByNode(balancers, props);
    this.rulesOf = this.groups.neededByTasks;
    this.rulesTo = this.groups.leadingTo;
    this.neededBy = (node) => [...(before.get(node) ?? []), ...this.groups.neededByTasks(node)];
  }

  private addLoadBalancers(): Map<string, GatewayLoadBalancer> {
    const scope = new Construct(this, 'Gateways');
    const { gateways } = this.props.place.application;
    const balancers = gateways.map((gateway): [string, GatewayLoadBalancer | undefined] => [
      gateway.name,
      this.addLoadBalancer(new Construct(scope, gateway.name), gateway),
    ]);
    return new Map(balancers.flatMap(([name, balancer]) => (balancer ? [[name, balancer]] : [])));
  }

  private addLoadBalancer(scope: Construct, gateway: MeshGateway): GatewayLoadBalancer | undefined {
    const { place, vpcId, publicSubnetIds, protect } = this.props;
    const { application } = place;
    const { name, loadBalancer } = gateway;
    const listener = enteredListener(application, gateway);
    if (loadBalancer === undefined || listener === undefined) return undefined;
    return new GatewayLoadBalancer(scope, 'LoadBalancer', {
      application,
      name,
      loadBalancer,
      port: listener.port,
      health: enteredHealth(listener),
      idle: loadBalancerIdle(loadBalancer, gateway, { application }),
      deregistrationSeconds: leaveTimes({
        longestRequest: lookupIn(application).calls().longestRequest(name),
        hasApplication: true,
      }).deregistration,
      vpcId,
      subnetIds: publicSubnetIds,
      securityGroupId: this.groups.idOf(loadBalancerOf(name)),
      protect,
    });
  }
}
