/** A virtual gateway, its tasks and the load balancer before them. Its routes stand with the services they lead to. */
import { AppmeshVirtualGateway } from '@cdktf/provider-aws/lib/appmesh-virtual-gateway';
import { Construct } from 'constructs';
import type { MeshGateway } from '../mesh/gateway';
import { renderGatewayTask, renderVirtualGateway } from '../render/app-mesh';
import { loadBalancerOf, tasksOf } from '../render/ecs/access';
import { ENVOY_ADMIN_PORT, ENVOY_CONTAINER } from '../sidecars/app-mesh-envoy';
import { type AppMeshGatewayParts, envoyStatements } from './app-mesh-parts';
import { GatewayLoadBalancer } from './load-balancer';
import { Runner } from './runner';

export class AppMeshGateway extends Construct {
  readonly name: string;
  readonly virtualGatewayName: string;
  /** Where the internet reaches it; undefined without a load balancer. */
  readonly entry: Pick<GatewayLoadBalancer, 'url' | 'dnsName'> | undefined;

  constructor(scope: Construct, gateway: MeshGateway, parts: AppMeshGatewayParts) {
    super(scope, gateway.name);
    const { meshName, groups, images, target } = parts;
    const { application } = target.place;
    const virtualGateway = new AppmeshVirtualGateway(
      this,
      'VirtualGateway',
      renderVirtualGateway(gateway, { meshName }),
    );
    const balancer = this.addLoadBalancer(gateway, parts);
    new Runner(this, 'Runner', {
      place: target.place,
      name: gateway.name,
      size: gateway.runs,
      task: (log) =>
        renderGatewayTask(application, gateway, { log, resourceArn: virtualGateway.arn, images }),
      taskStatements: envoyStatements(application, virtualGateway.arn),
      repositoryArns: [],
      service: {
        securityGroupId: groups.idOf(tasksOf(gateway.name)),
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
      dependsOn: [...(balancer?.listeners ?? []), ...groups.neededBy(tasksOf(gateway.name))],
    });
    this.name = gateway.name;
    this.virtualGatewayName = virtualGateway.name;
    this.entry = balancer;
  }

  private addLoadBalancer(
    { name, listener, loadBalancer }: MeshGateway,
    { target, groups }: AppMeshGatewayParts,
  ): GatewayLoadBalancer | undefined {
    if (loadBalancer === undefined) return undefined;
    return new GatewayLoadBalancer(this, 'LoadBalancer', {
      application: target.place.application,
      name,
      loadBalancer,
      port: listener.port,
      // Ready means that Envoy has its configuration and is not draining; /server_info would answer 200 all the same.
      health: { port: ENVOY_ADMIN_PORT, path: '/ready' },
      vpcId: target.vpcId,
      subnetIds: target.publicSubnetIds,
      securityGroupId: groups.idOf(loadBalancerOf(name)),
      protect: target.protect,
    });
  }
}
