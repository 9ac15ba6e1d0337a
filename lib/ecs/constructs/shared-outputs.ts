/**
 * Names of the values that a platform passes to its services. If services have stacks of their own, they are names of
 * outputs, so they must not change.
 */

/** The user's name of a thing as part of the name of an output: `color-teller` is `color_teller`. */
export const snake = (name: string) => name.replaceAll('-', '_');

export const MESH_NAME = 'mesh_name';

export const securityGroupIdOf = (node: string) => `${snake(node)}_security_group_id`;
/** The group of a node's callers. No name has two `-` in a row, so this is not the group of another node. */
export const callersGroupIdOf = (node: string) => `${snake(node)}__callers_security_group_id`;
export const virtualGatewayNameOf = (gateway: string) => `${snake(gateway)}_virtual_gateway_name`;

/** What scaling on requests calls a target group, see `requestLabel` of the load balancer. */
export const requestLabelOf = (end: { readonly loadBalancer: string; readonly group: string }): string =>
  targetGroupArnOf(end).replace(/target_group_arn$/, 'request_label');

/** No name has two `-` in a row, so the two names cannot be confused. */
export function targetGroupArnOf({
  loadBalancer,
  group,
}: {
  readonly loadBalancer: string;
  readonly group: string;
}): string {
  return `${snake(loadBalancer)}${group === loadBalancer ? '' : `__${snake(group)}`}_target_group_arn`;
}
