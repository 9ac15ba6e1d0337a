/** One application: everything that is deployed together under one name, as the user declares it and as the rest reads it. */
import { elsewhere } from './checks/misplaced-fields';
import { completeGateway, type GatewayDefinition, gatewayShape, type MeshGateway } from './entry/gateway';
import { completeLogs, type Logs, type LogsDefinition, logsShape } from './runs/logs';
import { completeNetwork, type Network, type NetworkDefinition, networkShape } from './surroundings/network';
import { completeExternal, type ExternalDefinition, type MeshExternal } from './external';
import type { Only } from './checks/known-fields';
import { type Listener, pickListener } from './listener';
import { completeNode, type MeshNode, type NodeDefinition, nodeShape } from './node';
import {
  completeOutsidePolicies,
  type OutsidePoliciesByRunner,
  type OutsidePoliciesDefinition,
  outsidePoliciesShape,
} from './runs/outside-policies';
import { MeshError } from './checks/problem';
import { problems } from './checks/problems';
import { completeService, type MeshService, type ServiceDefinition, serviceShape } from './service';
import { fieldsIn, named, optional, orFalse, text } from './checks/shape';
import { completeStacks, type StackPart, type StacksDefinition, stacksShape } from './stacks';
import { completeTracing, type Tracing, type TracingDefinition, tracingShape } from './tracing';
import { placeOfThrown, textOfThrown } from './checks/thrown-by-user';
import { quote, valueText } from './checks/value-text';

/** CPU architectures that Fargate offers, in ECS's words; ARM64 is Graviton. */
export type Architecture = 'X86_64' | 'ARM64';

/** What CloudWatch collects of the cluster's tasks, in ECS's words. */
export const containerInsightsLevels = ['disabled', 'enabled', 'enhanced'] as const;
export type ContainerInsights = (typeof containerInsightsLevels)[number];

/** What an application may differ by. */
export interface ApplicationContext {
  /** Setting `MESH_STAGE`: `dev`, `prod`, … */
  readonly stage: string;
}

export interface ApplicationDefinition<
  Node extends string = string,
  Service extends string = string,
  Target extends string = string,
  Field extends string = never,
  Gateway extends string = string,
> {
  /** Name of the mesh, 1 to 255 letters, digits, `-` and `_` once the stage is in front of it. */
  readonly mesh: string;
  /** Private DNS zone and Cloud Map namespace in which services are called by name: `service.local`. */
  readonly namespace: string;
  /** What runs, and what is called without running here, by name: lower-case letters, digits and `-`. */
  readonly nodes: {
    readonly [N in Node]: (NodeDefinition<NoInfer<Service>, Field> | ExternalDefinition) &
      Only<NodeDefinition | ExternalDefinition, Field>;
  };
  /** The names that callers use, as labels of the namespace. */
  readonly services: {
    readonly [S in Service]: ServiceDefinition<Node, Target, Field> & Only<ServiceDefinition, Field>;
  };
  /** @default {}, nothing enters from outside */
  readonly gateways?: {
    readonly [G in Gateway]: GatewayDefinition<NoInfer<Service>, Field> & Only<GatewayDefinition, Field>;
  };
  /** @default - a /16 in two zones with one NAT gateway */
  readonly network?: NetworkDefinition & Only<NetworkDefinition, Field>;
  /** `false` or absent: no tracing anywhere. @default false */
  readonly tracing?: (TracingDefinition & Only<TracingDefinition, Field>) | false;
  readonly logs?: LogsDefinition & Only<LogsDefinition, Field>;
  /** @default 'X86_64' */
  readonly architecture?: Architecture;
  /** Metrics of tasks in CloudWatch, which cost by the metric. @default - as the account's ECS settings say */
  readonly containerInsights?: ContainerInsights;
  /** What is deployed together, by the end of the stack's name. @default - one stack */
  readonly stacks?: StacksDefinition<NoInfer<Node>>;
  /**
   * ARNs of managed policies that somebody else attaches to roles of nodes and gateways. A role owns its policies: what is
   * attached and stands neither in the stack nor here, the next apply takes away. @default {}, none
   */
  readonly outsidePolicies?: OutsidePoliciesDefinition<NoInfer<Node | Gateway>>;
}

export const applicationShape = fieldsIn(elsewhere.application)<ApplicationDefinition>({
  mesh: text,
  namespace: text,
  nodes: named('node', nodeShape),
  services: named('service', serviceShape),
  gateways: optional(named('gateway', gatewayShape)),
  network: optional(networkShape),
  tracing: optional(orFalse(tracingShape)),
  logs: optional(logsShape),
  architecture: optional(text),
  containerInsights: optional(text),
  stacks: optional(stacksShape),
  outsidePolicies: optional(outsidePoliciesShape),
});

/** The application of one stage with every default filled in: frozen, serialisable, sorted by name. */
export interface MeshApplication {
  readonly name: string;
  readonly stage: string;
  readonly mesh: string;
  readonly namespace: string;
  /** What runs. */
  readonly nodes: readonly MeshNode[];
  /** What is called and does not run here. */
  readonly externals: readonly MeshExternal[];
  readonly services: readonly MeshService[];
  readonly gateways: readonly MeshGateway[];
  readonly network: Network;
  readonly tracing?: Tracing;
  readonly logs: Logs;
  readonly architecture: Architecture;
  readonly containerInsights?: ContainerInsights;
  /** Sorted by name; none for an application of one stack. */
  readonly stacks: readonly StackPart[];
  readonly outsidePolicies: OutsidePoliciesByRunner;
}

/** The names that an application's type knows: tests of its routes ask with them. `string` where it was built at run time. */
export interface NamesOf<Caller extends string, Service extends string> {
  /** Nodes and gateways. */
  readonly caller: Caller;
  readonly service: Service;
}

/** An application before its stage is known. */
export interface ApplicationSource<Caller extends string = string, Service extends string = string> {
  readonly name: string;
  /** For the compiler alone: no value has it. */
  readonly names?: NamesOf<Caller, Service>;
  /**
   * The same context gives an equal application, whatever the order of declaration. Does not validate; throws a
   * {@link MeshError} where what was declared has not even the form of an application.
   */
  at(context: ApplicationContext): MeshApplication;
}

/** Synth does not type-check: a file without `export default` gives `undefined`. */
export function isApplicationSource(value: unknown): value is ApplicationSource {
  return typeof value === 'object' && value !== null && 'at' in value && typeof value.at === 'function';
}

/**
 * Declares an application. The compiler knows the names in it: a backend, target or service that is not declared is an
 * error at that word. Not frozen data but a function of the stage, so that counts or hosts may differ between stages.
 *
 * @example application('shop', ({ stage }) => ({ mesh: 'shop', namespace: 'shop.local', nodes: {…}, services: {…} }))
 */
export function application<
  const Node extends string,
  const Service extends string,
  const Target extends string = never,
  const Field extends string = never,
  const Gateway extends string = never,
>(
  name: string,
  define: (
    context: ApplicationContext,
  ) => ApplicationDefinition<Node, Service, Target, Field, Gateway> & Only<ApplicationDefinition, Field>,
): ApplicationSource<Node | Gateway, Service> {
  return {
    name,
    at: (context) => {
      // Synth does not type-check.
      const isFunction = typeof (define as unknown) === 'function';
      if (!isFunction) throw new MeshError([problems.definitionForm(wholeOf(name), define)]);
      return completeApplication(name, context, ask(name, () => define(context)) as ApplicationDefinition);
    },
  };
}

/** What the user's function throws is a mistake in it, and none of ours. */
function ask<Definition>(name: string, define: () => Definition): Definition {
  try {
    return define();
  } catch (error) {
    if (error instanceof MeshError) throw error;
    throw new MeshError([
      problems.applicationBroken(placeOfThrown(error) ?? wholeOf(name), textOfThrown(error)),
    ]);
  }
}

/** Fills in defaults, sorts by name, freezes. Total on every value of the type; throws a `MeshError` for any other. */
export function completeApplication(
  name: string,
  { stage }: ApplicationContext,
  definition: ApplicationDefinition,
): MeshApplication {
  const owner = wholeOf(name);
  const found = [
    ...text(name, { owner, name: 'its name', own: owner }),
    ...applicationShape(definition, { owner, name: 'what it returns', own: owner }),
  ];
  if (found.length > 0) throw new MeshError(found);
  const { tracing, containerInsights } = definition;
  const [nodes, externals] = completeNodes(definition.nodes);
  const listeners = listenersByNode({ nodes, externals });
  const protocolOf = (node: string, port: number | undefined) =>
    pickListener(listeners.get(node) ?? [], port)?.protocol ?? 'http';
  return freeze({
    name,
    stage,
    mesh: definition.mesh,
    namespace: definition.namespace,
    nodes,
    externals,
    services: byName(definition.services, (service, one) => completeService(service, one, protocolOf)),
    gateways: byName(definition.gateways ?? {}, completeGateway),
    network: completeNetwork(definition.network),
    logs: completeLogs(definition.logs),
    architecture: definition.architecture ?? 'X86_64',
    stacks: completeStacks(definition.stacks),
    outsidePolicies: completeOutsidePolicies(definition.outsidePolicies),
    ...(containerInsights !== undefined && { containerInsights }),
    ...(tracing && { tracing: completeTracing(tracing) }),
  });
}

/** The path of the whole. @param name text, as far as the compiler looked */
export function wholeOf(name: unknown): string {
  return `application ${typeof name === 'string' ? quote(name) : valueText(name)}`;
}

function completeNodes(definitions: ApplicationDefinition['nodes']): [MeshNode[], MeshExternal[]] {
  const all = Object.entries<NodeDefinition | ExternalDefinition>(definitions);
  const running = all.flatMap(([name, one]) => (one.external === undefined ? [[name, one] as const] : []));
  const external = all.flatMap(([name, one]) => (one.external === undefined ? [] : [[name, one] as const]));
  return [
    byName(Object.fromEntries(running), completeNode),
    byName(Object.fromEntries(external), completeExternal),
  ];
}

/** Where each node, running or external, takes requests. */
export function listenersByNode({
  nodes,
  externals,
}: Pick<MeshApplication, 'nodes' | 'externals'>): Map<string, readonly Listener[]> {
  return new Map([
    ...nodes.map(({ name, listeners }) => [name, listeners] as const),
    ...externals.map(({ name, listener }) => [name, [listener]] as const),
  ]);
}

function byName<D, M>(
  definitions: Readonly<Record<string, D>>,
  complete: (name: string, definition: D) => M,
): M[] {
  return Object.entries(definitions)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, definition]) => complete(name, definition));
}

/** To the last value: what the user froze may hold values that are not. */
export function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  Object.values(value).forEach(freeze);
  return Object.freeze(value);
}
