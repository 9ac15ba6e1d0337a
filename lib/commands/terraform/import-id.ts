/**
 * The id that `terraform import` needs, for every type of resource in the stacks of services; mostly it is the resource's
 * id.
 */
import type { StateResource } from '../terraform-state/state-file';

type Attributes = Readonly<Record<string, unknown>>;

/** Attributes that are joined by `/`, as the provider's page of the type says under "Import". */
const JOINED: Readonly<Record<string, readonly string[]>> = {
  aws_appautoscaling_policy: ['service_namespace', 'resource_id', 'scalable_dimension', 'name'],
  aws_appautoscaling_target: ['service_namespace', 'resource_id', 'scalable_dimension'],
  aws_appmesh_gateway_route: ['mesh_name', 'virtual_gateway_name', 'name'],
  aws_appmesh_route: ['mesh_name', 'virtual_router_name', 'name'],
  aws_appmesh_virtual_gateway: ['mesh_name', 'name'],
  aws_appmesh_virtual_node: ['mesh_name', 'name'],
  aws_appmesh_virtual_router: ['mesh_name', 'name'],
  aws_appmesh_virtual_service: ['mesh_name', 'name'],
  aws_cloudwatch_event_target: ['event_bus_name', 'rule', 'target_id'],
  aws_ecs_cluster: ['name'],
  aws_ecs_task_definition: ['arn'],
  aws_iam_role_policies_exclusive: ['role_name'],
  aws_iam_role_policy_attachment: ['role', 'policy_arn'],
  aws_iam_role_policy_attachments_exclusive: ['role_name'],
  aws_service_discovery_instance: ['service_id', 'instance_id'],
};

export function importId({ type, instances: [held = {}] }: StateResource): string {
  switch (type) {
    case 'aws_ecs_service':
      return `${lastPart(textAt(held, 'cluster'))}/${textAt(held, 'name')}`;
    case 'aws_service_discovery_private_dns_namespace':
      return `${textAt(held, 'id')}:${textAt(held, 'vpc')}`;
    default:
      return (JOINED[type] ?? ['id']).map((field) => textAt(held, field)).join('/');
  }
}

/** `arn:aws:ecs:eu-west-1:123456789012:cluster/dev-shop` */
const lastPart = (arn: string) => arn.split('/').at(-1) ?? arn;

function textAt(held: Attributes, field: string): string {
  const value = held[field];
  return typeof value === 'string' ? value : '';
}
