/** The mesh on AWS App Mesh: places what `lib/render/app-mesh` renders and gives every node and gateway its tasks. */
import { AppmeshGatewayRoute } from '@cdktf/provider-aws/lib/appmesh-gateway-route';
import { AppmeshMesh } from '@cdktf/provider-aws/lib/appmesh-mesh';
import { AppmeshRoute } from '@cdktf/provider-aws/lib/appmesh-route';
import { AppmeshVirtualGateway } from '@cdktf/provider-aws/lib/appmesh-virtual-gateway';
import { AppmeshVirtualNode } from '@cdktf/provider-aws/lib/appmesh-virtual-node';
import { AppmeshVirtualRouter } from '@cdktf/provider-aws/lib/appmesh-virtual-router';
import { AppmeshVirtualService } from '@cdktf/provider-aws/lib/appmesh-virtual-service';
import { Construct } from 'constructs';
import type { ServiceAddress } from '../mesh/address';
import type { MeshApplication } from '../mesh/application';
import type { MeshGateway } from '../mesh/gateway';
import { type Lookup, lookupIn } from '../mesh/lookup';
import { virtualServiceName } from '../mesh/names';
import type { MeshNode } from '../mesh/node';
import type { MeshService } from '../mesh/service';
import {
  renderAccess,
  renderGatewayRoute,
  renderGatewayTask,
  renderMesh,
  renderNodeTask,
  renderRoute,
  renderVirtualGateway,
  renderVirtualNode,
  renderVirtualRouter,
  renderVirtualService,
} from '../render/app-mesh';
import { loadBalancerOf, tasksOf } from '../render/ecs/access';
import { ENVOY_ADMIN_PORT, ENVOY_CONTAINER } from '../sidecars/app-mesh-envoy';
import { type ForeignImages, foreignImages } from '../sidecars/images';
import { PlaceholderName } from './cloud-map';
import { GatewayLoadBalancer } from './load-balancer';
import { addDiscovery, NodeTasks } from './node-tasks';
import type { Statement } from './role';
import { Runner } from './runner';
import { SecurityGroups } from './security-groups';
import type { Placed, TargetProps } from './target-props';

export class AppMesh extends Construct implements Placed {
  readonly urls: ReadonlyMap<string, string>;
  readonly outputs: Placed['outputs'];

  private readonly meshName: string;

  private readonly application: MeshApplication;
  private readonly lookup: Lookup;
  private readonly images: ForeignImages;
  private readonly groups: SecurityGroups;
  private readonly nodes = new Map<string, AppmeshVirtualNode>();
  /** Nodes with a name in the zone. */
  private readonly discoverable = new Set<string>();
  private readonly services = new Map<string, AppmeshVirtualService>();

  constructor(
    scope: Construct,
    id: string,
    private readonly props: TargetProps,
  ) {
    super(scope, id);
    const { application } = props.place;
    this.application = application;
    this.lookup = lookupIn(application);
    this.images = foreignImages(props.imageMirror);
    const mesh = new AppmeshMesh(this, 'Mesh', renderMesh(application));
    this.meshName = mesh.name;
    this.outputs = {
      mesh_arn: { value: mesh.arn, description: 'ARN of the mesh' },
      mesh_name: { value: mesh.name, description: 'Name of the mesh' },
    };
    this.groups = new SecurityGroups(this, 'SecurityGroups', {
      application,
      vpcId: props.vpcId,
      access: renderAccess(application),
    });
    const [nodes, services, gateways] = ['Nodes', 'Services', 'Gateways'].map(
      (kind) => new Construct(this, kind),
    ) as [Construct, Construct, Construct];
    application.nodes.forEach((node) => this.addNode(new Construct(nodes, node.name), node));
    application.services.forEach((service) =>
      this.addService(new Construct(services, service.name), service),
    );
    const urls = application.gateways.map((gateway) =>
      this.addGateway(new Construct(gateways, gateway.name), gateway),
    );
    this.urls = new Map(urls.flat());
  }

  private addNode(scope: Construct, node: MeshNode): void {
    const { namespaceId, namespaceName } = this.props;
    const { application, meshName, hostOf, lookup } = this;
    const discovery = addDiscovery(scope, node, namespaceId);
    if (discovery) this.discoverable.add(node.name);
    const refs = { meshName, namespaceName, cloudMapServiceName: discovery?.name ?? '', hostOf };
    const virtualNode = new AppmeshVirtualNode(scope, 'VirtualNode', {
      ...renderVirtualNode(node, refs),
      lifecycle: leaveLast,
    });
    this.nodes.set(node.name, virtualNode);
    const addressOf = (service: string): ServiceAddress => ({
      scheme: 'http',
      host: hostOf(service),
      port: lookup.listenerOf(service).port,
    });
    new NodeTasks(scope, 'Tasks', {
      target: this.props,
      node,
      groups: this.groups,
      discovery,
      task: (given) =>
        renderNodeTask(application, node, {
          ...given,
          resourceArn: virtualNode.arn,
          images: this.images,
          addressOf,
        }),
      statements: envoyStatements(application, virtualNode.arn),
    });
  }

  private addService(scope: Construct, service: MeshService): void {
    const { meshName, lookup } = this;
    const host = this.hostOf(service.name);
    const listener = lookup.listenerOf(service.name);
    const router = new AppmeshVirtualRouter(
      scope,
      'VirtualRouter',
      renderVirtualRouter(service, { meshName, listener }),
    );
    for (const route of service.routes) {
      const refs = {
        meshName,
        virtualRouterName: router.name,
        virtualNodeNameOf: (node: string) => known(this.nodes, node).name,
        port: listener.port,
      };
      new AppmeshRoute(new Construct(scope, route.name), 'Route', renderRoute(route, refs));
    }
    const provided = renderVirtualService({ meshName, host, virtualRouterName: router.name });
    this.services.set(
      service.name,
      new AppmeshVirtualService(scope, 'VirtualService', { ...provided, lifecycle: leaveLast }),
    );
    // A node of that name is what the name resolves to, unless it is a worker, which has no name.
    if (this.discoverable.has(service.name)) return;
    new PlaceholderName(scope, 'Placeholder', {
      name: service.name,
      namespaceId: this.props.namespaceId,
      description: `Makes virtual service ${host} resolve; its calls are taken over by Envoy`,
    });
  }

  private addGateway(scope: Construct, gateway: MeshGateway): [string, string][] {
    const { place, vpcId, publicSubnetIds, protect } = this.props;
    const { meshName, application } = this;
    const virtualGateway = new AppmeshVirtualGateway(
      scope,
      'VirtualGateway',
      renderVirtualGateway(gateway, { meshName }),
    );
    for (const route of gateway.routes) {
      const refs = {
        meshName,
        virtualGatewayName: virtualGateway.name,
        virtualServiceName: known(this.services, route.service).name,
      };
      new AppmeshGatewayRoute(
        new Construct(scope, route.name),
        'GatewayRoute',
        renderGatewayRoute(route, refs),
      );
    }
    const balancer =
      gateway.loadBalancer &&
      new GatewayLoadBalancer(scope, 'LoadBalancer', {
        application,
        name: gateway.name,
        loadBalancer: gateway.loadBalancer,
        port: gateway.listener.port,
        // Ready means that Envoy has its configuration and is not draining; /server_info would answer 200 all the same.
        health: { port: ENVOY_ADMIN_PORT, path: '/ready' },
        vpcId,
        subnetIds: publicSubnetIds,
        securityGroupId: this.groups.idOf(loadBalancerOf(gateway.name)),
        protect,
      });
    new Runner(scope, 'Runner', {
      place,
      name: gateway.name,
      size: gateway.runs,
      task: (log) =>
        renderGatewayTask(application, gateway, {
          log,
          resourceArn: virtualGateway.arn,
          images: this.images,
        }),
      taskStatements: envoyStatements(application, virtualGateway.arn),
      repositoryArns: [],
      service: {
        securityGroupId: this.groups.idOf(tasksOf(gateway.name)),
        loadBalancers: balancer
          ? [
              {
                targetGroupArn: balancer.targetGroupArn,
                containerName: ENVOY_CONTAINER,
                containerPort: balancer.port,
              },
            ]
          : [],
      },
      dependsOn: [...(balancer?.listeners ?? []), ...this.groups.neededBy(tasksOf(gateway.name))],
    });
    return balancer ? [[gateway.name, balancer.url]] : [];
  }

  readonly hostOf = (service: string): string => virtualServiceName(this.application, service);
}

/**
 * App Mesh refuses to delete a node that a route leads to, or a service that a gateway leads to. Terraform deletes first
 * and changes the route after, unless what is deleted says that its successor comes first.
 */
const leaveLast = { createBeforeDestroy: true };

/** Envoy may read the configuration of this one node or gateway; X-Ray's write calls know no resources. */
function envoyStatements({ tracing }: MeshApplication, resourceArn: string): Statement[] {
  const stream = { actions: ['appmesh:StreamAggregatedResources'], resources: [resourceArn] };
  const trace = { actions: ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'], resources: ['*'] };
  return tracing ? [stream, trace] : [stream];
}

function known<T>(map: ReadonlyMap<string, T>, name: string): T {
  const value = map.get(name);
  if (value === undefined)
    throw new Error(`bug: ${JSON.stringify(name)} is unknown after validation; please report`);
  return value;
}
