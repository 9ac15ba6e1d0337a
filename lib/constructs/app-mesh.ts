/** The mesh on AWS App Mesh: places what `lib/render/app-mesh` renders and gives every node and gateway its tasks. */
import { AppmeshMesh } from '@cdktf/provider-aws/lib/appmesh-mesh';
import { Construct } from 'constructs';
import { lookupIn } from '../mesh/lookup';
import { virtualServiceName } from '../mesh/names';
import { renderAccess, renderMesh } from '../render/app-mesh';
import { foreignImages } from '../sidecars/images';
import { AppMeshGateway } from './app-mesh-gateway';
import { AppMeshNode } from './app-mesh-node';
import type { AppMeshParts } from './app-mesh-parts';
import { AppMeshService } from './app-mesh-service';
import { SecurityGroups } from './security-groups';
import type { Placed, TargetProps } from './target-props';
import { TracingResources } from './xray';

export class AppMesh extends Construct implements Placed {
  readonly urls: ReadonlyMap<string, string>;
  readonly outputs: Placed['outputs'];
  readonly hostOf: (service: string) => string;

  constructor(scope: Construct, id: string, target: TargetProps) {
    super(scope, id);
    const { application } = target.place;
    this.hostOf = (service) => virtualServiceName(application, service);
    const mesh = new AppmeshMesh(this, 'Mesh', renderMesh(application));
    this.outputs = {
      mesh_arn: { value: mesh.arn, description: 'ARN of the mesh' },
      mesh_name: { value: mesh.name, description: 'Name of the mesh' },
    };
    const access = renderAccess(application);
    const parts: AppMeshParts = {
      target,
      meshName: mesh.name,
      lookup: lookupIn(application),
      groups: new SecurityGroups(this, 'SecurityGroups', { application, vpcId: target.vpcId, access }),
      images: foreignImages(target.imageMirror),
      hostOf: this.hostOf,
    };
    const nodes = this.addNodes(parts);
    const services = this.addServices(parts, nodes);
    this.urls = this.addGateways(parts, services);
    if (application.tracing)
      new TracingResources(this, 'tracing', { application, tracing: application.tracing });
  }

  private addNodes(parts: AppMeshParts): Map<string, AppMeshNode> {
    const scope = new Construct(this, 'Nodes');
    const { nodes } = parts.target.place.application;
    return new Map(nodes.map((node) => [node.name, new AppMeshNode(scope, node, parts)]));
  }

  private addServices(
    parts: AppMeshParts,
    nodes: ReadonlyMap<string, AppMeshNode>,
  ): Map<string, AppMeshService> {
    const scope = new Construct(this, 'Services');
    const { services } = parts.target.place.application;
    const virtualNodeNameOf = (node: string) => known(nodes, node).virtualNodeName;
    return new Map(
      services.map((service) => {
        const needsPlaceholder = nodes.get(service.name)?.isDiscoverable !== true;
        return [
          service.name,
          new AppMeshService(scope, service, { parts, virtualNodeNameOf, needsPlaceholder }),
        ];
      }),
    );
  }

  private addGateways(
    parts: AppMeshParts,
    services: ReadonlyMap<string, AppMeshService>,
  ): Map<string, string> {
    const scope = new Construct(this, 'Gateways');
    const { gateways } = parts.target.place.application;
    const virtualServiceNameOf = (service: string) => known(services, service).virtualServiceName;
    const urls = gateways.map((gateway): [string, string | undefined] => {
      const { url } = new AppMeshGateway(scope, gateway, { parts, virtualServiceNameOf });
      return [gateway.name, url];
    });
    return new Map(urls.flatMap(([name, url]) => (url === undefined ? [] : [[name, url]])));
  }
}

function known<T>(map: ReadonlyMap<string, T>, name: string): T {
  const value = map.get(name);
  if (value === undefined)
    throw new Error(`bug: ${JSON.stringify(name)} is unknown after validation; please report`);
  return value;
}
