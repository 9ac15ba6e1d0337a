/** Reads from Terraform's states which nodes and gateways run, and which of them call which. Pure; for every target. */
import { callsOfBootstrap } from '../../targets/envoy';
import type { RunningContainer } from '../../targets/target';
import { bootstrapOf, ENVOY_CONTAINER } from '../../ecs/containers/envoy-container';
import type { StateResource, States } from '../terraform-state/state-file';

/** Requests that go to a node. */
export interface Led {
  readonly node: string;
  /** The port of the node's listener. @default - not known */
  readonly port?: number;
}

/** Something that sends requests to nodes: the tasks of a node or gateway, or a route of App Mesh. */
export interface Leader {
  /** `client`, or the address `aws_appmesh_route.color-service_default`. */
  readonly name: string;
  readonly kind: 'tasks' | 'route';
  readonly stack: string;
  readonly leads: readonly Led[];
  /** Addresses in its own stack that Terraform keeps until the source no longer leads to them. */
  readonly keeps: ReadonlySet<string>;
}

export const serviceAddress = (node: string) => `aws_ecs_service.${node}`;
export const definitionAddress = (node: string) => `aws_ecs_task_definition.${node}`;
/** The node or gateway that an ECS service runs. */
export const nodeOf = ({ address }: Pick<StateResource, 'address'>) =>
  address.slice(serviceAddress('').length);
export const groupAddress = (node: string) => `aws_security_group.${node}`;

/** Stacks that hold a resource. */
export function holdersOf(states: States, address: string): string[] {
  return [...states]
    .filter(([, resources]) => resources.some((resource) => resource.address === address))
    .map(([stack]) => stack);
}

/** @param zone the suffix of the hosts of nodes, for tasks without an Envoy, which call these hosts */
export function leadersIn(states: States, zone: string): Leader[] {
  return [...states].flatMap(([stack, resources]) => [
    ...resources.flatMap((resource) => tasksLeader(resource, { stack, resources, zone })),
    ...resources.filter(({ type }) => type === 'aws_appmesh_route').map((route) => routeLeader(route, stack)),
  ]);
}

interface Beside {
  readonly stack: string;
  readonly resources: readonly StateResource[];
  readonly zone: string;
}

/** Reads the task definition of an ECS service. A job runs to its end, and is not counted. */
function tasksLeader(service: StateResource, { stack, resources, zone }: Beside): Leader[] {
  if (service.type !== 'aws_ecs_service') return [];
  const name = nodeOf(service);
  const definition = resources.find(({ address }) => address === definitionAddress(name));
  const group = resources.find(({ address }) => address === groupAddress(`${name}_ways`));
  const leads = ledByContainers(definition?.instances[0]?.['container_definitions'], zone);
  return [{ name, kind: 'tasks', stack, leads, keeps: new Set(group?.dependsOn) }];
}

/** @param definitions `container_definitions` of a task definition. Empty if it is not JSON */
export function containersIn(definitions: unknown): readonly RunningContainer[] {
  return parse<readonly RunningContainer[]>(definitions) ?? [];
}

function ledByContainers(definitions: unknown, zone: string): Led[] {
  const containers = containersIn(definitions);
  const envoy = containers.find(({ name }) => name === ENVOY_CONTAINER);
  // An Envoy without a bootstrap belongs to App Mesh, and App Mesh's routes say where requests go.
  if (envoy) return callsOfBootstrap(parse(bootstrapOf(envoy)));
  const values = containers.flatMap(({ environment = [] }) => environment.map(({ value = '' }) => value));
  return values.flatMap((value) => dialledIn(value, zone));
}

/** `http://web.shop.local:3000/…` is port 3000 of node `web`. */
function dialledIn(value: string, zone: string): Led[] {
  const host = new RegExp(
    `(?<![\\w.-])([a-z0-9-]+)\\.${zone.replaceAll('.', '\\.')}(?![\\w-])(?::(\\d+))?`,
    'g',
  );
  return [...value.matchAll(host)].map(([, node = '', port]) => ({
    node,
    ...(port !== undefined && { port: Number(port) }),
  }));
}

function routeLeader(route: StateResource, stack: string): Leader {
  const leads = weightedTargets(route.instances).map(({ virtual_node: node = '', port }) => ({
    node,
    ...(port !== undefined && port > 0 && { port }),
  }));
  return { name: route.address, kind: 'route', stack, leads, keeps: new Set(route.dependsOn) };
}

interface WeightedTarget {
  readonly virtual_node?: string;
  readonly weight?: number;
  readonly port?: number;
}

/** Finds them at any depth, because a spec has one of four kinds of route. */
function weightedTargets(value: unknown): WeightedTarget[] {
  if (Array.isArray(value)) return value.flatMap(weightedTargets);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([field, content]) =>
    field === 'weighted_target' && Array.isArray(content)
      ? (content as WeightedTarget[]).filter(({ weight = 0 }) => weight > 0)
      : weightedTargets(content),
  );
}

/** Undefined if the text is not JSON. */
function parse<Value>(text: unknown): Value | undefined {
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined;
  }
}
