/** Every name that an application takes in the account or in its zone. */
import { quote } from './checks/value-text';
import {
  accountName,
  clusterName,
  innerGatewayName,
  logGroupName,
  meshName,
  replaceableName,
  repositoryName,
  roleName,
  virtualServiceName,
} from './account-names';
import type { MeshApplication } from './application';
import { gatewaysByName, placeOfLoadBalancer } from './entry/mesh-load-balancer';
import type { MeshNode } from './node';

/** A kind of name, in AWS's words; `host` is a name of the zone. */
export type NameKind =
  | 'IAM role'
  | 'load balancer'
  | 'X-Ray group and sampling rule'
  | 'security group'
  | 'mesh'
  | 'ECS cluster'
  | 'log group'
  | 'EventBridge rule'
  | 'ECR repository'
  | 'host';

export interface TakenName {
  readonly kind: NameKind;
  readonly name: string;
  /** The part of the application that has the name, in the user's words. */
  readonly where: string;
}

export function namesTakenBy(application: MeshApplication): TakenName[] {
  const where = `application ${quote(application.name)}`;
  const own = accountName(application);
  return [
    { kind: 'mesh', name: meshName(application), where },
    ...(application.cluster.existing === undefined
      ? [{ kind: 'ECS cluster', name: clusterName(application), where } as const]
      : []),
    ...(application.tracing ? [{ kind: 'X-Ray group and sampling rule', name: own, where } as const] : []),
    ...nodesAndGateways(application).flatMap((runner) => namesOfTask(application, runner)),
    ...application.nodes.flatMap((node) => nodeNames(application, node)),
    ...application.services.map(({ name }): TakenName => ({
      kind: 'host',
      name: virtualServiceName(application, name),
      where: `service ${quote(name)}`,
    })),
    ...gatewaysByName(application).map((name): TakenName => ({
      kind: 'host',
      name: innerGatewayName(application, name),
      where: `gateway ${quote(name)}`,
    })),
    ...application.loadBalancers.map((loadBalancer): TakenName => ({
      kind: 'load balancer',
      name: accountName(application, loadBalancer.name),
      where: placeOfLoadBalancer(loadBalancer),
    })),
  ];
}

/** A node or a gateway: each runs on ECS. */
export interface NodeOrGateway {
  readonly own: string;
  readonly where: string;
}

export function nodesAndGateways({ nodes, gateways }: MeshApplication): NodeOrGateway[] {
  return [
    ...nodes.map(({ name: own }) => ({ own, where: `node ${quote(own)}` })),
    ...gateways.map(({ name: own }) => ({ own, where: `gateway ${quote(own)}` })),
  ];
}

function namesOfTask(application: MeshApplication, { own, where }: NodeOrGateway): TakenName[] {
  return [
    { kind: 'IAM role', name: roleName(application, own, 'execution'), where },
    { kind: 'security group', name: replaceableName(accountName(application, own)), where },
    { kind: 'log group', name: logGroupName(application, own), where },
  ];
}

function nodeNames(application: MeshApplication, { name, runs }: MeshNode): TakenName[] {
  const where = `node ${quote(name)}`;
  return [
    ...('source' in runs.origin
      ? [{ kind: 'ECR repository', name: repositoryName(application, runs.origin.source), where } as const]
      : []),
    ...(runs.kind === 'schedule'
      ? [{ kind: 'EventBridge rule', name: accountName(application, name), where } as const]
      : []),
  ];
}
