/** One application: everything that is deployed together under one name, as the user declares it and as the rest reads it. */
import { completeGateway, type GatewayDefinition, type MeshGateway } from './gateway';
import { completeLogs, type Logs, type LogsDefinition } from './logs';
import { completeNetwork, type Network, type NetworkDefinition } from './network';
import { completeNode, type MeshNode, type NodeDefinition } from './node';
import { completeService, type MeshService, type ServiceDefinition } from './service';
import { completeTracing, type Tracing, type TracingDefinition } from './tracing';

/** CPU architectures that Fargate offers, in ECS's words; ARM64 is Graviton. */
export type Architecture = 'X86_64' | 'ARM64';

/** What an application may differ by. */
export interface ApplicationContext {
  /** Setting `MESH_STAGE`: `dev`, `prod`, … */
  readonly stage: string;
}

export interface ApplicationDefinition<
  Node extends string = string,
  Service extends string = string,
  Target extends string = string,
> {
  /** Name of the mesh, 1 to 255 letters, digits, `-` and `_` once the stage is in front of it. */
  readonly mesh: string;
  /** Private DNS zone and Cloud Map namespace in which services are called by name: `service.local`. */
  readonly namespace: string;
  /** What runs, by name: lower-case letters, digits and `-`. */
  readonly nodes: { readonly [N in Node]: NodeDefinition<NoInfer<Service>> };
  /** The names that callers use, as labels of the namespace. */
  readonly services: { readonly [S in Service]: ServiceDefinition<Node, Target> };
  /** @default {}, nothing enters from outside */
  readonly gateways?: { readonly [gateway: string]: GatewayDefinition<NoInfer<Service>> };
  /** @default - a /16 in two zones with one NAT gateway */
  readonly network?: NetworkDefinition;
  /** `false` or absent: no tracing anywhere. @default false */
  readonly tracing?: TracingDefinition | false;
  readonly logs?: LogsDefinition;
  /** @default 'X86_64' */
  readonly architecture?: Architecture;
}

/** The application of one stage with every default filled in: frozen, serialisable, sorted by name. */
export interface MeshApplication {
  readonly name: string;
  readonly stage: string;
  readonly mesh: string;
  readonly namespace: string;
  readonly nodes: readonly MeshNode[];
  readonly services: readonly MeshService[];
  readonly gateways: readonly MeshGateway[];
  readonly network: Network;
  readonly tracing?: Tracing;
  readonly logs: Logs;
  readonly architecture: Architecture;
}

/** An application before its stage is known. */
export interface ApplicationSource {
  readonly name: string;
  /** The same context gives an equal application, whatever the order of declaration. Does not validate. */
  at(context: ApplicationContext): MeshApplication;
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
>(
  name: string,
  define: (context: ApplicationContext) => ApplicationDefinition<Node, Service, Target>,
): ApplicationSource {
  return {
    name,
    at: (context) => completeApplication(name, context, define(context) as ApplicationDefinition),
  };
}

/** Fills in defaults, sorts by name, freezes. Total on every value of the type. */
export function completeApplication(
  name: string,
  { stage }: ApplicationContext,
  definition: ApplicationDefinition,
): MeshApplication {
  const { tracing } = definition;
  return freeze({
    name,
    stage,
    mesh: definition.mesh,
    namespace: definition.namespace,
    nodes: byName(definition.nodes, completeNode),
    services: byName(definition.services, completeService),
    gateways: byName(definition.gateways ?? {}, completeGateway),
    network: completeNetwork(definition.network),
    logs: completeLogs(definition.logs),
    architecture: definition.architecture ?? 'X86_64',
    ...(tracing && { tracing: completeTracing(tracing) }),
  });
}

function byName<D, M>(
  definitions: Readonly<Record<string, D>>,
  complete: (name: string, definition: D) => M,
): M[] {
  return Object.entries(definitions)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, definition]) => complete(name, definition));
}

function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.values(value).forEach(freeze);
  return Object.freeze(value);
}
