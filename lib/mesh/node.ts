/** What runs and takes part in the mesh: a virtual node in App Mesh's words, an ECS service in ECS's. */
import { sortedPorts, validateBackendPorts } from './backend-ports';
import { type CallerGroup, callerGroupShape, validateCallerGroup } from './calls/caller-group';
import { elsewhere } from './checks/misplaced-fields';
import { externalShape } from './external';
import type { LoadBalancer } from './entry/load-balancer';
import { loadBalancerShape } from './entry/load-balancer-shape';
import { completeOpen, type Open, openShape, validateOpenTasks } from './entry/open';
import type { Only } from './checks/known-fields';
import { type KnownNames, knownNames } from './checks/known-names';
import type { Listener } from './listener';
import { listenerShape } from './listener-shape';
import { validateListener } from './validate-listener';
import { listNames, nearestName, type Problem } from './checks/problem';
import { problems } from './checks/problems';
import { repeated } from './checks/repeated';
import type { Protocol } from './protocol';
import { completeRuns, type Runs, type RunsDefinition, runsShape, validateRuns } from './runs/runs';
import type { Tags } from './surroundings/reference';
import { completeTags, tagsShape } from './surroundings/tags';
import { isObject, leaf, list, named, number, type Shape, texts } from './checks/shape';
import { fieldsIn, optional } from './checks/fields';
import { quote, valueText } from './checks/value-text';

/**
 * `explicit`: the application calls its Envoy, which has an address on loopback for each backend. `transparent`: the
 * platform redirects the application's connections to Envoy, and the application calls services by name.
 */
export const interceptions = ['explicit', 'transparent'] as const;
export type Interception = (typeof interceptions)[number];

export interface NodeDefinition<Service extends string = string, Field extends string = never> {
  /**
   * Where it takes requests. Its services use the one with the lowest port. @default [], a worker that only calls others
   */
  readonly listeners?: readonly Listener[];
  /** Services it calls. Nothing else in the mesh can be reached from it. @default [] */
  readonly backends?: readonly Service[];
  /** How its connections get to its Envoy. Target `envoy` alone: App Mesh always redirects them. @default 'explicit' */
  readonly interception?: Interception;
  /** Ports on loopback by which its application calls backends, target `envoy`. @default - by a hash of the name */
  readonly backendPorts?: { readonly [S in Service]?: number };
  /** Short form of one in `loadBalancers` with one route, which leads to the first listener. @default - none */
  readonly loadBalancer?: LoadBalancer;
  /**
   * Who may connect from outside of the mesh: on target `envoy` to the port of its Envoy's callers, 23000 for 3000. It
   * believes their `x-envoy-*` headers, so strangers come by a load balancer or gateway. @default - none
   */
  readonly open?: Open;
  /**
   * By which security groups its callers are let in: `own`, a rule for each caller; `shared`, one group that the tasks of all
   * callers hold, so that many callers need few rules; `both`, for one deployment between the two. @default 'own'
   */
  readonly callerGroup?: CallerGroup;
  /** Tags of its own resources, beside those of the application; its tasks have them from their start. @default {} */
  readonly tags?: Tags;
  readonly runs: RunsDefinition<Service, Field> & Only<RunsDefinition, Field>;
  /** A field of {@link ExternalDefinition}, for nodes that do not run here. */
  readonly external?: never;
  readonly host?: never;
  readonly cidr?: never;
}

const runningShape = fieldsIn(elsewhere.node)<Omit<NodeDefinition, 'external' | 'host' | 'cidr'>>({
  listeners: optional(list(listenerShape, listenerName)),
  backends: optional(texts),
  interception: optional(
    leaf('"explicit" or "transparent"', (value) => interceptions.some((each) => each === value)),
  ),
  backendPorts: optional(named('backend', number)),
  loadBalancer: optional(loadBalancerShape),
  open: optional(openShape),
  callerGroup: optional(callerGroupShape),
  tags: optional(tagsShape),
  runs: runsShape,
});

/** The shape of both kinds. */
export const nodeShape: Shape = (value, place) =>
  isObject(value) && value['external'] !== undefined
    ? externalShape(value, place)
    : runningShape(value, place);

export interface MeshNode {
  readonly name: string;
  readonly listeners: readonly Listener[];
  /** Sorted, each once. */
  readonly backends: readonly string[];
  readonly interception: Interception;
  /** By service, sorted. */
  readonly backendPorts: Readonly<Record<string, number>>;
  readonly open?: Open;
  readonly callerGroup: CallerGroup;
  readonly tags?: Tags;
  readonly runs: Runs;
}

export function completeNode(name: string, definition: NodeDefinition): MeshNode {
  return {
    name,
    listeners: [...(definition.listeners ?? [])].sort((a, b) => a.port - b.port),
    backends: [...(definition.backends ?? [])].sort(),
    interception: definition.interception ?? 'explicit',
    backendPorts: sortedPorts(definition.backendPorts ?? {}),
    ...(definition.open !== undefined && { open: completeOpen(definition.open) }),
    callerGroup: definition.callerGroup ?? 'own',
    ...completeTags(definition.tags),
    runs: completeRuns(definition.runs),
  };
}

/** @param protocolOf the protocol of a service; undefined if it is not known */
export function validateNode(
  node: MeshNode,
  services: KnownNames,
  protocolOf: (service: string) => Protocol | undefined,
): Problem[] {
  const where = `node ${quote(node.name)}`;
  const backends = backendsOf(node, services);
  return [
    ...node.listeners.flatMap((listener) =>
      validateListener(listener, `${where} > listener ${listener.port}`),
    ),
    ...repeated(node.listeners.map(({ port }) => port)).map((port) => problems.portTwice(where, port)),
    ...node.backends
      .filter((name) => !services.has(name))
      .map((name) => problems.backendUnknown(where, name, services)),
    ...repeated(node.backends).map((name) => problems.backendTwice(where, name, listNames(node.backends))),
    ...validateBackendPorts(node, backends, where),
    ...validateOpenTasks(node.open, `${where} > open`),
    ...validateCallerGroup(node, `${where} > callerGroup`),
    ...validateRuns(node.runs, { backends, port: node.listeners[0]?.port, protocolOf }, `${where} > runs`),
  ];
}

/** A misspelt backend counts as the service that it means: one mistake gives one problem. */
function backendsOf(node: MeshNode, services: KnownNames): KnownNames {
  const declared = knownNames(node.backends);
  const misspelt = node.backends.filter((name) => !services.has(name));
  if (misspelt.length === 0) return declared;
  const isMeant = (name: string) => misspelt.some((each) => nearestName(each, services.all) === name);
  return { ...declared, has: (name) => declared.has(name) || isMeant(name) };
}

function listenerName(listener: unknown, index: number): string {
  const port = isObject(listener) ? listener['port'] : undefined;
  return `listener ${typeof port === 'number' || typeof port === 'string' ? valueText(port) : index + 1}`;
}
