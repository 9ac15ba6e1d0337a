/** What all nodes of an application share with self-managed Envoy: security groups, gateways, the traces. No control plane. */
import { Construct } from 'constructs';
import type { MeshGateway } from '../../../mesh/entry/gateway';
import { gatewayHealthPath, HEALTH_PORT, renderAccess, renderGatewayTask } from '../renderer';
import { foreignImages } from '../../../ecs/containers/images';
import { GatewayTasks } from '../../../ecs/constructs/gateway-tasks';
import type { GatewayLoadBalancer } from '../../../ecs/constructs/load-balancer';
import { type RemovalOrder, removalOrder } from '../../../ecs/constructs/removal-order';
import { SecurityGroups } from '../../../ecs/constructs/security-groups';
import type { PlacedPlatform, PlatformProps } from '../../../ecs/constructs/placement';
import { traceStatements, TracingResources } from '../../../ecs/constructs/tracing';
import type { AddedPlatform, PlatformBeside } from './remaining-target';

export interface EnvoyPlatformProps extends PlatformProps {
  /** @default - one target runs */
  readonly beside?: PlatformBeside;
}

export class EnvoyPlatform extends Construct implements PlacedPlatform {
  readonly entries: ReadonlyMap<string, GatewayLoadBalancer>;
  readonly innerUrls: PlacedPlatform['innerUrls'];
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
    const { vpcId, nodes, beside } = target;
    const access = beside?.access ?? renderAccess(application);
    const groups = new SecurityGroups(this, 'SecurityGroups', {
      application,
      vpcId,
      region: target.place.region,
      access,
    });
    const order = removalOrder({ access: beside?.ways ?? access, vpcId, nodes });
    this.added = beside?.add(this);
    const scopeOfGateways = new Construct(this, 'Gateways');
    const gateways = application.gateways.map((gateway) => {
      const scopeOfGateway = new Construct(scopeOfGateways, gateway.name);
      const { entry, innerUrl } = this.addGateway(scopeOfGateway, gateway, { groups, order });
      return { name: gateway.name, entry, innerUrl };
    });
    if (application.tracing)
      new TracingResources(this, 'tracing', { application, tracing: application.tracing });
    this.entries = new Map(gateways.flatMap(({ name, entry }) => (entry ? [[name, entry]] : [])));
    this.innerUrls = new Map(
      gateways.flatMap(({ name, innerUrl }) => (innerUrl === undefined ? [] : [[name, innerUrl]])),
    );
    const joined = this.added?.join(this.entries);
    this.shared = { ...groups.outputs, ...joined?.shared };
    this.neededBy = (node) => [...(joined?.neededBy(node) ?? []), ...groups.neededByTasks(node)];
    this.rulesOf = groups.neededByTasks;
    this.rulesTo = groups.leadingTo;
  }

  private addGateway(
    scope: Construct,
    gateway: MeshGateway,
    { groups, order }: { readonly groups: SecurityGroups; readonly order: RemovalOrder },
  ): GatewayTasks {
    const { place, imageMirror, beside } = this.target;
    const { application } = place;
    const images = foreignImages(imageMirror);
    return new GatewayTasks(scope, 'Tasks', {
      target: this.target,
      gateway,
      groups,
      order,
      content: renderGatewayTask(application, gateway, { images, region: place.region }),
      statements: [...(this.added?.statementsOf(gateway.name) ?? []), ...traceStatements(application)],
      health: beside?.healthOf(gateway) ?? { port: HEALTH_PORT, path: gatewayHealthPath(gateway) },
    });
  }
}
