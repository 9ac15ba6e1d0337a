/** Nodes, the services that they answer, and the gateway routes to these services, on AWS App Mesh. */
import { quote } from '../../../mesh/checks/value-text';
import type { MeshApplication } from '../../../mesh/application';
import { AppmeshGatewayRoute } from '@cdktf/provider-aws/lib/appmesh-gateway-route';
import { Construct } from 'constructs';
import type { MeshGatewayRoute } from '../../../mesh/entry/gateway';
import { lookupIn } from '../../../mesh/lookup';
import { registeredNames, virtualServiceName } from '../../../mesh/account-names';
import { targetsOf } from '../../../mesh/service';
import { renderAccess, renderGatewayRoute, withPriorities } from '../renderer';
import { calledAsMember } from '../../../ecs/access';
import { AppMeshExternal } from './external';
import { AppMeshNode } from './node';
import { type AppMeshParts, type AppMeshServicesProps, streamStatement } from './parts';
import { AppMeshService } from './service';
import type { Statement } from '../../../ecs/constructs/role';
import { MESH_NAME, virtualGatewayNameOf } from '../../../ecs/constructs/shared-outputs';
import type { Outputs, PlacedServices } from '../../../ecs/constructs/placement';

/** Nodes that run here, and external nodes. */
type VirtualNode = Pick<AppMeshNode, 'virtualNodeName' | 'outputs'> &
  Partial<Pick<AppMeshNode, 'virtualNodeArn'>>;

export class AppMeshServices extends Construct implements PlacedServices {
  readonly outputs: ReadonlyMap<string, Outputs>;
  readonly nodeOutputs: ReadonlyMap<string, Outputs>;

  private readonly parts: AppMeshParts;
  private readonly arns: ReadonlyMap<string, string | undefined>;

  constructor(scope: Construct, id: string, target: AppMeshServicesProps) {
    super(scope, id);
    const { application } = target.place;
    const targets = new Set(target.services.flatMap(targetsOf));
    // For all stacks, since they share one zone.
    const registered = registeredNames(application);
    this.parts = {
      target,
      meshName: target.platform.valueOf(MESH_NAME),
      hostOf: (service) => virtualServiceName(application, service),
      members: calledAsMember(renderAccess(application)),
      isTarget: (node) => targets.has(node),
      isRegistered: (name) => registered.has(name),
    };
    const nodes = this.addNodes();
    this.arns = new Map([...nodes].map(([name, { virtualNodeArn }]) => [name, virtualNodeArn]));
    const services = this.addServices(nodes);
    this.addGatewayRoutes(services);
    this.outputs = new Map([...services].map(([name, { arn }]) => [name, this.outputsOf(name, arn)]));
    this.nodeOutputs = new Map([...nodes].map(([name, { outputs }]) => [name, outputs]));
  }

  /** Tasks of the old target read their configuration as long as they run. */
  statementsOf(node: string): Statement[] {
    const arn = this.arns.get(node);
    return arn === undefined ? [] : [streamStatement(arn)];
  }

  private addNodes(): Map<string, VirtualNode> {
    const scope = new Construct(this, 'Nodes');
    const { nodes, externals } = this.parts.target;
    return new Map<string, VirtualNode>([
      ...nodes.map((node) => [node.name, new AppMeshNode(scope, node, this.parts)] as const),
      ...externals.map((node) => [node.name, new AppMeshExternal(scope, node, this.parts)] as const),
    ]);
  }

  private addServices(nodes: ReadonlyMap<string, VirtualNode>): Map<string, AppMeshService> {
    const scope = new Construct(this, 'Services');
    const virtualNodeNameOf = (node: string) => known(nodes, node).virtualNodeName;
    const { target, isRegistered } = this.parts;
    return new Map(
      target.services.map((service) => {
        const needsPlaceholder = !isRegistered(service.name);
        const props = { parts: this.parts, virtualNodeNameOf, needsPlaceholder };
        return [service.name, new AppMeshService(scope, service, props)];
      }),
    );
  }

  private outputsOf(service: string, arn: string): Outputs {
    const value = this.parts.hostOf(service);
    return {
      virtual_service_name: { value, description: `Host name that callers of ${service} use` },
      virtual_service_arn: { value: arn, description: `ARN of virtual service ${service}` },
    };
  }

  /** Declared here and not with their gateway: App Mesh takes a route only to a service that exists. */
  private addGatewayRoutes(services: ReadonlyMap<string, AppMeshService>): void {
    const { meshName, target } = this.parts;
    const scope = new Construct(this, 'GatewayRoutes');
    for (const { name, routes, listener } of target.place.application.gateways) {
      const own = withPriorities(routes).filter(({ service }) => services.has(service));
      if (own.length === 0) continue;
      const virtualGatewayName = target.platform.valueOf(virtualGatewayNameOf(name));
      const ofGateway = new Construct(scope, name);
      for (const route of own) {
        const { virtualServiceName: to } = known(services, route.service);
        const refs = {
          meshName,
          virtualGatewayName,
          virtualServiceName: to,
          protocol: listener.protocol,
          ...portOf(target.place.application, route),
        };
        new AppmeshGatewayRoute(
          new Construct(ofGateway, route.name),
          'GatewayRoute',
          renderGatewayRoute(route, refs),
        );
      }
    }
  }
}

/** Written only if the service is on several ports, as App Mesh requires. */
function portOf(
  application: MeshApplication,
  { service, port }: MeshGatewayRoute,
): { readonly port?: number } {
  const [first, ...others] = lookupIn(application).listenersOf(service);
  return first === undefined || others.length === 0 ? {} : { port: port ?? first.port };
}

function known<T>(map: ReadonlyMap<string, T>, name: string): T {
  const value = map.get(name);
  if (value === undefined) throw new Error(`bug: ${quote(name)} is unknown after validation; please report`);
  return value;
}
