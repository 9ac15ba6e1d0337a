/** The mesh on AWS App Mesh: places what `lib/render/app-mesh` renders and gives every node and gateway its tasks. */
import { AppmeshGatewayRoute } from '@cdktf/provider-aws/lib/appmesh-gateway-route';
import { AppmeshMesh } from '@cdktf/provider-aws/lib/appmesh-mesh';
import { AppmeshRoute } from '@cdktf/provider-aws/lib/appmesh-route';
import { AppmeshVirtualGateway } from '@cdktf/provider-aws/lib/appmesh-virtual-gateway';
import { AppmeshVirtualNode } from '@cdktf/provider-aws/lib/appmesh-virtual-node';
import { AppmeshVirtualRouter } from '@cdktf/provider-aws/lib/appmesh-virtual-router';
import { AppmeshVirtualService } from '@cdktf/provider-aws/lib/appmesh-virtual-service';
import { Construct } from 'constructs';
import type { MeshApplication } from '../mesh/application';
import type { MeshGateway } from '../mesh/gateway';
import { type Lookup, lookupIn } from '../mesh/lookup';
import { virtualServiceName } from '../mesh/names';
import type { MeshNode } from '../mesh/node';
import type { MeshService } from '../mesh/service';
import {
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
import { ENVOY_ADMIN_PORT, ENVOY_CONTAINER } from '../sidecars/app-mesh-envoy';
import { CloudMapService, PlaceholderName } from './cloud-map';
import { GatewayLoadBalancer } from './load-balancer';
import type { Statement } from './role';
import { Runner, type RunnerPlace } from './runner';
import { SecurityGroups } from './security-groups';

export interface AppMeshProps {
  readonly place: RunnerPlace;
  readonly vpcId: string;
  readonly publicSubnetIds: readonly string[];
  readonly namespaceId: string;
  readonly namespaceName: string;
  /** Image and, where it is in ECR, repository ARN of a source folder. */
  readonly imageOf: (source: string) => { readonly reference: string; readonly repositoryArn?: string };
  readonly protect: boolean;
}

export class AppMesh extends Construct {
  readonly meshArn: string;
  readonly meshName: string;
  /** By gateway that has a load balancer. */
  readonly urls: ReadonlyMap<string, string>;

  private readonly application: MeshApplication;
  private readonly lookup: Lookup;
  private readonly groups: SecurityGroups;
  private readonly nodes = new Map<string, AppmeshVirtualNode>();
  private readonly services = new Map<string, AppmeshVirtualService>();

  constructor(
    scope: Construct,
    id: string,
    private readonly props: AppMeshProps,
  ) {
    super(scope, id);
    const { application } = props.place;
    this.application = application;
    this.lookup = lookupIn(application);
    const mesh = new AppmeshMesh(this, 'Mesh', renderMesh(application));
    this.meshArn = mesh.arn;
    this.meshName = mesh.name;
    this.groups = new SecurityGroups(this, 'SecurityGroups', {
      application,
      vpcId: props.vpcId,
      gatewayPorts: ({ listener }) => [listener.port, ENVOY_ADMIN_PORT],
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
    const { place, namespaceId, namespaceName, imageOf } = this.props;
    const { application, hostOf } = { application: this.application, hostOf: this.hostOf };
    const cloudMap =
      node.listeners.length > 0
        ? new CloudMapService(scope, 'Discovery', {
            name: node.name,
            namespaceId,
            description: `Tasks of node ${node.name}`,
          })
        : undefined;
    const refs = {
      meshName: this.meshName,
      namespaceName,
      cloudMapServiceName: cloudMap?.name ?? '',
      hostOf,
    };
    const virtualNode = new AppmeshVirtualNode(scope, 'VirtualNode', {
      ...renderVirtualNode(node, refs),
      lifecycle: leaveLast,
    });
    this.nodes.set(node.name, virtualNode);
    const image = imageOf(node.runs.source);
    new Runner(scope, 'Runner', {
      place,
      name: node.name,
      size: node.runs,
      task: (log) =>
        renderNodeTask(application, node, {
          log,
          image: image.reference,
          resourceArn: virtualNode.arn,
          addressOf: (service) => ({
            scheme: 'http',
            host: hostOf(service),
            port: this.lookup.listenerOf(service).port,
          }),
        }),
      taskStatements: envoyStatements(application, virtualNode.arn),
      repositoryArns: image.repositoryArn === undefined ? [] : [image.repositoryArn],
      service: {
        securityGroupId: this.groups.idOf(node.name),
        ...(cloudMap && { registryArn: cloudMap.arn }),
      },
      dependsOn: this.groups.neededBy(node.name),
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
    if (this.nodes.has(service.name)) return;
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
        gateway,
        loadBalancer: gateway.loadBalancer,
        // Ready means that Envoy has its configuration and is not draining; /server_info would answer 200 all the same.
        health: { port: ENVOY_ADMIN_PORT, path: '/ready' },
        vpcId,
        subnetIds: publicSubnetIds,
        securityGroupId: this.groups.idOfLoadBalancer(gateway.name),
        protect,
      });
    new Runner(scope, 'Runner', {
      place,
      name: gateway.name,
      size: gateway.runs,
      task: (log) => renderGatewayTask(application, gateway, { log, resourceArn: virtualGateway.arn }),
      taskStatements: envoyStatements(application, virtualGateway.arn),
      repositoryArns: [],
      service: {
        securityGroupId: this.groups.idOf(gateway.name),
        ...(balancer && {
          loadBalancer: {
            targetGroupArn: balancer.targetGroupArn,
            containerName: ENVOY_CONTAINER,
            containerPort: gateway.listener.port,
          },
        }),
      },
      dependsOn: [...(balancer?.listeners ?? []), ...this.groups.neededBy(gateway.name)],
    });
    return balancer ? [[gateway.name, balancer.url]] : [];
  }

  private readonly hostOf = (service: string): string => virtualServiceName(this.application, service);
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
