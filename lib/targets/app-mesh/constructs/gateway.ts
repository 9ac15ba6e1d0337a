/** A virtual gateway and its tasks. Its routes are declared with the services that they lead to. */
import { AppmeshVirtualGateway } from '@cdktf/provider-aws/lib/appmesh-virtual-gateway';
import type { MeshGateway } from '../../../mesh/entry/gateway';
import { renderGatewayTask, renderVirtualGateway } from '../renderer';
import { type AppMeshGatewayParts, envoyStatements } from './parts';
import { addGatewayTasks } from '../../../ecs/constructs/gateway-tasks';

export interface AddedGateway {
  readonly name: string;
  readonly virtualGatewayName: string;
  /** Its host inside the network; undefined with a load balancer. */
  readonly innerUrl: string | undefined;
}

export function addGateway(gateway: MeshGateway, parts: AppMeshGatewayParts): AddedGateway {
  const { meshName, groups, balancers, scopes, target } = parts;
  const { name } = gateway;
  const { application } = target.place;
  const virtualGateway = new AppmeshVirtualGateway(scopes.ofGateway(name), 'VirtualGateway', {
    ...renderVirtualGateway(gateway, { meshName }),
    ...(gateway.tags && { tags: { ...gateway.tags } }),
  });
  const { innerUrl } = addGatewayTasks(scopes.ofTasks(name), {
    target,
    gateway,
    groups,
    balancers,
    content: renderGatewayTask(application, gateway),
    resourceArn: virtualGateway.arn,
    statements: envoyStatements(application, virtualGateway.arn),
  });
  return { name, virtualGatewayName: virtualGateway.name, innerUrl };
}
