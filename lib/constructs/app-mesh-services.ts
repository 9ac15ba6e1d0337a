/** Nodes, the services that they answer, and what leads to these from gateways, on AWS App Mesh. */
import { AppmeshGatewayRoute } from '@cdktf/provider-aws/lib/appmesh-gateway-route';
import { Construct } from 'constructs';
import { virtualServiceName } from '../mesh/names';
import { renderGatewayRoute } from '../render/app-mesh';
import { foreignImages } from '../sidecars/images';
import { AppMeshNode } from './app-mesh-node';
import type { AppMeshParts } from './app-mesh-parts';
import { AppMeshService } from './app-mesh-service';
import { MESH_NAME, virtualGatewayNameOf } from './shared-outputs';
import type { Outputs, PlacedServices, ServicesProps } from './target-props';

export class AppMeshServices extends Construct implements PlacedServices {
  readonly outputs: ReadonlyMap<string, Outputs>;
  readonly nodeOutputs: ReadonlyMap<string, Outputs>;

  private readonly parts: AppMeshParts;

  constructor(scope: Construct, id: string, target: ServicesProps) {
    super(scope, id);
    const { application } = target.place;
    this.parts = {
      target,
      meshName: target.platform.valueOf(MESH_NAME),
      lookup: target.lookup,
      images: foreignImages(target.imageMirror),
      hostOf: (service) => virtualServiceName(application, service),
    };
    const nodes = this.addNodes();
    const services = this.addServices(nodes);
    this.addGatewayRoutes(services);
    this.outputs = new Map([...services].map(([name, { arn }]) => [name, this.outputsOf(name, arn)]));
    this.nodeOutputs = new Map([...nodes].map(([name, { outputs }]) => [name, outputs]));
  }

  private addNodes(): Map<string, AppMeshNode> {
    const scope = new Construct(this, 'Nodes');
    const { nodes } = this.parts.target;
    return new Map(nodes.map((node) => [node.name, new AppMeshNode(scope, node, this.parts)]));
  }

  private addServices(nodes: ReadonlyMap<string, AppMeshNode>): Map<string, AppMeshService> {
    const scope = new Construct(this, 'Services');
    const virtualNodeNameOf = (node: string) => known(nodes, node).virtualNodeName;
    return new Map(
      this.parts.target.services.map((service) => {
        const needsPlaceholder = nodes.get(service.name)?.isDiscoverable !== true;
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

  /** Here and not with their gateway: App Mesh takes a route only to a service that is there. */
  private addGatewayRoutes(services: ReadonlyMap<string, AppMeshService>): void {
    const { meshName, target } = this.parts;
    const scope = new Construct(this, 'GatewayRoutes');
    for (const { name, routes } of target.place.application.gateways) {
      const own = routes.filter(({ service }) => services.has(service));
      if (own.length === 0) continue;
      const virtualGatewayName = target.platform.valueOf(virtualGatewayNameOf(name));
      const ofGateway = new Construct(scope, name);
      for (const route of own) {
        const { virtualServiceName: to } = known(services, route.service);
        const refs = { meshName, virtualGatewayName, virtualServiceName: to };
        new AppmeshGatewayRoute(
          new Construct(ofGateway, route.name),
          'GatewayRoute',
          renderGatewayRoute(route, refs),
        );
      }
    }
  }
}

function known<T>(map: ReadonlyMap<string, T>, name: string): T {
  const value = map.get(name);
  if (value === undefined)
    throw new Error(`bug: ${JSON.stringify(name)} is unknown after validation; please report`);
  return value;
}
