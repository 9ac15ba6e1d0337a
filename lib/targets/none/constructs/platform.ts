/**
 * Resources that all nodes of an application share without a mesh: security groups, and load balancers right before
 * nodes.
 */
import { Construct } from 'constructs';
import { ownerOf } from '../../../mesh/entry/mesh-load-balancer';
import { renderAccess, renderEnds } from '../renderer';
import { LoadBalancers } from '../../../ecs/constructs/load-balancers';
import { SecurityGroups } from '../../../ecs/constructs/security-groups';
import type { PlacedPlatform, PlatformProps } from '../../../ecs/constructs/placement';

export class PlainEcsPlatform extends Construct implements PlacedPlatform {
  readonly entries: PlacedPlatform['entries'];
  readonly innerUrls: PlacedPlatform['innerUrls'] = new Map();
  readonly gatewayOutputs: PlacedPlatform['gatewayOutputs'] = new Map();
  readonly outputs = {};
  readonly shared: PlacedPlatform['shared'];
  readonly neededBy: PlacedPlatform['neededBy'];
  readonly rulesOf: PlacedPlatform['rulesOf'];
  readonly rulesTo: PlacedPlatform['rulesTo'];

  constructor(scope: Construct, id: string, props: PlatformProps) {
    super(scope, id);
    const { application } = props.place;
    const groups = new SecurityGroups(this, 'SecurityGroups', {
      application,
      vpcId: props.vpcId,
      region: props.place.region,
      networkBlocks: props.networkBlocks,
      references: props.references,
      access: renderAccess(application),
    });
    const gateways = new Construct(this, 'Gateways');
    const others = new Construct(this, 'LoadBalancers');
    const balancers = new LoadBalancers({
      target: props,
      ends: renderEnds(application),
      groups,
      // The same as where gateways run: such an address holds nothing of ours.
      scopeOf: (loadBalancer) =>
        new Construct(ownerOf(loadBalancer) === 'gateway' ? gateways : others, loadBalancer.name),
    });
    this.entries = balancers.entries;
    this.shared = { ...groups.outputs, ...balancers.outputsFor(application.nodes) };
    this.rulesOf = groups.neededByTasks;
    this.rulesTo = groups.leadingTo;
    this.neededBy = (node) => [...balancers.neededBy(node), ...groups.neededByTasks(node)];
  }
}
