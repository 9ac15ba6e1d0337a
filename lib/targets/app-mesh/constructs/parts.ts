/** Data that the parts of one mesh on AWS App Mesh share. */
import type { MeshApplication } from '../../../mesh/application';
import type { GatewayScopes } from '../../../ecs/constructs/gateway-scopes';
import type { LoadBalancers } from '../../../ecs/constructs/load-balancers';
import type { Statement } from '../../../ecs/constructs/role';
import type { SecurityGroups } from '../../../ecs/constructs/security-groups';
import type { PlatformProps, ServicesProps } from '../../../ecs/constructs/placement';
import { traceStatements } from '../../../ecs/constructs/tracing';

export interface AppMeshServicesProps extends ServicesProps {
  /**
   * Places everything but tasks: tasks of App Mesh still run, and the new target has tasks of its own.
   *
   * @default false
   */
  readonly isLeft?: boolean;
}

export interface AppMeshParts {
  readonly target: AppMeshServicesProps;
  readonly meshName: string;
  /** Host name of a service. */
  readonly hostOf: (service: string) => string;
  /** See `calledAsMember`. */
  readonly members: ReadonlyMap<string, readonly string[]>;
  /** The node is a target of routes. */
  readonly isTarget: (node: string) => boolean;
  /** A node is found under the service's name, so the name needs no placeholder. */
  readonly isRegistered: (name: string) => boolean;
}

export interface AppMeshGatewayParts {
  readonly target: PlatformProps;
  readonly meshName: string;
  readonly groups: SecurityGroups;
  readonly balancers: LoadBalancers;
  readonly scopes: GatewayScopes;
}

/**
 * App Mesh refuses to delete a node that a route leads to, or a service that a gateway leads to. Terraform deletes first
 * and changes the route later, unless the deleted resource is declared with `create_before_destroy`.
 */
export const leaveLast = { createBeforeDestroy: true };

/** Gives Envoy the right to read the configuration of this one node or gateway. */
export function envoyStatements(application: MeshApplication, resourceArn: string): Statement[] {
  return [streamStatement(resourceArn), ...traceStatements(application)];
}

export function streamStatement(resourceArn: string): Statement {
  return { actions: ['appmesh:StreamAggregatedResources'], resources: [resourceArn] };
}
