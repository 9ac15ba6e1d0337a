/**
 * Resources that all nodes of an application share with self-managed Envoy: security groups, gateways, tracing. No
 * control plane.
 */
import { Construct } from 'constructs';
import type { MeshGateway } from '../../../mesh/entry/gateway';
import { renderAccess, renderEnds, renderGatewayTask } from '../renderer';
import { GatewayScopes } from '../../../ecs/constructs/gateway-scopes';
import {
  type AddedGatewayTasks,
  addGatewayTasks,
  type GatewayTasksProps,
} from '../../../ecs/constructs/gateway-tasks';
import { LoadBalancers } from '../../../ecs/constructs/load-balancers';
import { removalOrder } from '../../../ecs/constructs/removal-order';
import { SecurityGroups } from '../../../ecs/constructs/security-groups';
import type { PlacedPlatform, PlatformProps } from '../../../ecs/constructs/placement';
import { traceStatements, TracingResources } from '../../../ecs/constructs/tracing';
import type { AddedPlatform, PlatformBeside } from './remaining-target';

export interface EnvoyPlatformProps extends PlatformProps {
  /** @default - only one target runs */
  readonly beside?: PlatformBeside;
}

export class EnvoyPlatform extends Construct implements PlacedPlatform {
  readonly entries: PlacedPlatform['entries'];
  readonly innerUrls: PlacedPlatform['innerUrls'];
  readonly gatewayOutputs: PlacedPlatform['gatewayOutputs'];
  readonly outputs = {};
  readonly shared: PlacedPlatform['shared'];
  readonly neededBy: PlacedPlatform['neededBy'];
  readonly rulesOf: PlacedPlatform['rulesOf'];
  readonly rulesTo: PlacedPlatform['rulesTo'];

  private readonly added: AddedPlatform | undefined;

  constructor(
    scope: Construct,
    id: string,
    private readonly target: EnvoyPlatformProps,
  ) {
    super(scope, id);
    const { application } = target.place;
    const { vpcId, networkBlocks, references, nodes, beside } = target;
    const access = beside?.access ?? renderAccess(application);
    const groups = new SecurityGroups(this, 'SecurityGroups', {
      application,
      vpcId,
      networkBlocks,
      references,
      region: target.place.region,
      access,
    });
    const order = removalOrder({ access: beside?.ways ?? access, vpcId, nodes });
    this.added = beside?.add(this);
    const scopes = new GatewayScopes(this, application);
    const balancers = new LoadBalancers({
      target,
      ends: renderEnds(application),
      ...beside?.balancing,
      groups,
      scopeOf: (loadBalancer) => scopes.ofLoadBalancer(loadBalancer),
    });
    const added = application.gateways.map((gateway) => ({
      name: gateway.name,
      ...this.addGateway(scopes.ofTasks(gateway.name), gateway, { groups, balancers, order }),
    }));
    this.gatewayOutputs = new Map(added.map(({ name, outputs }) => [name, outputs]));
    this.innerUrls = new Map(
      added.flatMap(({ name, innerUrl }) => (innerUrl === undefined ? [] : [[name, innerUrl]])),
    );
    if (application.tracing)
      new TracingResources(this, 'tracing', { application, tracing: application.tracing });
    this.entries = balancers.entries;
    this.shared = { ...groups.outputs, ...balancers.outputsFor(application.nodes), ...this.added?.shared };
    this.neededBy = (node) => [...balancers.neededBy(node), ...groups.neededByTasks(node)];
    this.rulesOf = groups.neededByTasks;
    this.rulesTo = groups.leadingTo;
  }

  private addGateway(
    scope: Construct,
    gateway: MeshGateway,
    shared: Pick<GatewayTasksProps, 'groups' | 'balancers' | 'order'>,
  ): AddedGatewayTasks {
    const { application } = this.target.place;
    return addGatewayTasks(scope, {
      target: this.target,
      gateway,
      ...shared,
      content: renderGatewayTask(application, gateway),
      statements: [...(this.added?.statementsOf(gateway.name) ?? []), ...traceStatements(application)],
    });
  }
}
