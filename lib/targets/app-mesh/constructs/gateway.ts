/** A virtual gateway and its tasks. Its routes stand with the services they lead to. */
import { AppmeshVirtualGateway } from '@cdktf/provider-aws/lib/appmesh-virtual-gateway';
import { Construct } from 'constructs';
import type { MeshGateway } from '../../../mesh/entry/gateway';
import { KEEP_ALIVE_SECONDS, renderGatewayTask, renderVirtualGateway } from '../renderer';
import { ENVOY_ADMIN_PORT } from '../../../ecs/containers/envoy-container';
import { type AppMeshGatewayParts, envoyStatements } from './parts';
import { GatewayTasks } from '../../../ecs/constructs/gateway-tasks';

export class AppMeshGateway extends Construct {
  readonly name: string;
  readonly virtualGatewayName: string;
  readonly entry: GatewayTasks['entry'];
  readonly innerUrl: GatewayTasks['innerUrl'];

  constructor(scope: Construct, gateway: MeshGateway, parts: AppMeshGatewayParts) {
    super(scope, gateway.name);
    const { meshName, groups, images, target } = parts;
    const { application } = target.place;
    const virtualGateway = new AppmeshVirtualGateway(
      this,
      'VirtualGateway',
      renderVirtualGateway(gateway, { meshName }),
    );
    const tasks = new GatewayTasks(this, 'Tasks', {
      target,
      gateway,
      groups,
      content: renderGatewayTask(application, gateway, {
        resourceArn: virtualGateway.arn,
        images,
        region: target.place.region,
      }),
      statements: envoyStatements(application, virtualGateway.arn),
      // Ready means that Envoy has its configuration and is not draining; /server_info would still answer 200.
      health: { port: ENVOY_ADMIN_PORT, path: '/ready' },
      closesAfter: KEEP_ALIVE_SECONDS,
    });
    this.name = gateway.name;
    this.virtualGatewayName = virtualGateway.name;
    this.entry = tasks.entry;
    this.innerUrl = tasks.innerUrl;
  }
}
