/**
 * One application: everything that is deployed together under one name. It has two forms: as the user declares it, and as
 * the rest of the code reads it.
 */
import type { MeshGateway } from './entry/gateway';
import type { MeshLoadBalancer } from './entry/mesh-load-balancer';
import type { Logs } from './runs/log-retention';
import type { MeshCluster } from './surroundings/cluster';
import type { Keys } from './surroundings/keys';
import type { Network } from './surroundings/network';
import type { Ref, Tags } from './surroundings/reference';
import type { MeshExternal } from './external';
import type { Listener } from './listener';
import type { MeshNode } from './node';
import type { OutsidePoliciesByRunner } from './runs/outside-policies';
import type { MeshService } from './service';
import type { StackNodes } from './stacks';
import type { Tracing } from './tracing';
import { quote, valueText } from './checks/value-text';

/** CPU architectures that Fargate offers, in ECS's words; ARM64 is Graviton. */
export type Architecture = 'X86_64' | 'ARM64';

/** What CloudWatch collects of the cluster's tasks, in ECS's words. */
export const containerInsightsLevels = ['disabled', 'enabled', 'enhanced'] as const;
export type ContainerInsights = (typeof containerInsightsLevels)[number];

/** What the declaration of an application may depend on. */
export interface ApplicationContext {
  /** Setting `MESH_STAGE`: `dev`, `prod`, … */
  readonly stage: string;
}

/** The application of one stage with every default filled in: frozen, serialisable, sorted by name. */
export interface MeshApplication {
  readonly name: string;
  readonly stage: string;
  readonly mesh: string;
  readonly namespace: string;
  /** Where to find the namespace, if it exists. */
  readonly existingNamespace?: Ref;
  /** Nodes that run here. */
  readonly nodes: readonly MeshNode[];
  /** External nodes: they are called and do not run here. */
  readonly externals: readonly MeshExternal[];
  readonly services: readonly MeshService[];
  readonly gateways: readonly MeshGateway[];
  /** Includes the load balancers that gateways and nodes declare in the short form. */
  readonly loadBalancers: readonly MeshLoadBalancer[];
  readonly network: Network;
  readonly cluster: MeshCluster;
  readonly keys: Keys;
  /** Sorted by key. */
  readonly tags?: Tags;
  readonly tracing?: Tracing;
  readonly logs: Logs;
  readonly architecture: Architecture;
  readonly containerInsights?: ContainerInsights;
  /** Sorted by name; empty for an application of one stack. */
  readonly stacks: readonly StackNodes[];
  readonly outsidePolicies: OutsidePoliciesByRunner;
}

/**
 * The names that the type of an application knows, for tests of its routes. `string` if the application was built at run
 * time.
 */
export interface NamesOf<
  Caller extends string,
  Service extends string,
  Stack extends string,
  Balancer extends string,
> {
  /** Nodes and gateways. */
  readonly caller: Caller;
  readonly service: Service;
  readonly stack: Stack;
  /** Load balancers with routes of their own. */
  readonly loadBalancer: Balancer;
}

/** An application before its stage is known. */
export interface ApplicationSource<
  Caller extends string = string,
  Service extends string = string,
  Stack extends string = string,
  Balancer extends string = string,
> {
  readonly name: string;
  /** Only the compiler reads it: no value has it. */
  readonly names?: NamesOf<Caller, Service, Stack, Balancer>;
  /**
   * The same context gives an equal application, whatever the order of declaration. It does not validate. It throws a
   * {@link MeshError} if the declaration has not the form of an application.
   */
  at(context: ApplicationContext): MeshApplication;
}

/** Synth does not type-check: a file without `export default` gives `undefined`. */
export function isApplicationSource(value: unknown): value is ApplicationSource {
  return typeof value === 'object' && value !== null && 'at' in value && typeof value.at === 'function';
}

/** The listeners of each node, running or external. */
export function listenersByNode({
  nodes,
  externals,
}: Pick<MeshApplication, 'nodes' | 'externals'>): Map<string, readonly Listener[]> {
  return new Map([
    ...nodes.map(({ name, listeners }) => [name, listeners] as const),
    ...externals.map(({ name, listener }) => [name, [listener]] as const),
  ]);
}

/** The path of the whole declaration. @param name text, for the compiler */
export function wholeOf(name: unknown): string {
  return `application ${typeof name === 'string' ? quote(name) : valueText(name)}`;
}
