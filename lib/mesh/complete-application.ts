/** Declares an application, and fills in what the declaration leaves out. */
import { byKey } from './by-key';
import { completeGateway } from './entry/gateway';
import { completeLoadBalancers } from './entry/mesh-load-balancer';
import { completeLogs } from './runs/log-retention';
import { completeCluster } from './surroundings/cluster';
import { completeNamespace } from './surroundings/namespace';
import { completeKeys } from './surroundings/keys';
import { completeTags } from './surroundings/tags';
import { completeNetwork } from './surroundings/network';
import { completeExternal, type ExternalDefinition, type MeshExternal } from './external';
import type { Only } from './checks/known-fields';
import { pickListener } from './listener';
import { completeNode, type MeshNode, type NodeDefinition } from './node';
import { completeOutsidePolicies } from './runs/outside-policies';
import { MeshError } from './checks/problem';
import { problems } from './checks/problems';
import { completeService } from './service';
import { text } from './checks/shape';
import { completeStacks } from './stacks';
import { completeTracing } from './tracing';
import { placeOfThrown, textOfThrown } from './checks/thrown-by-user';
import {
  type ApplicationContext,
  type ApplicationSource,
  listenersByNode,
  type MeshApplication,
  wholeOf,
} from './application';
import { type ApplicationDefinition, applicationShape } from './application-definition';

/**
 * Declares an application. The compiler knows the names in it: a backend, target or service that is not declared is an
 * error at that word. The declaration is a function of the stage, so that counts or hosts may differ between stages.
 *
 * @example application('shop', ({ stage }) => ({ mesh: 'shop', namespace: 'shop.local', nodes: {…}, services: {…} }))
 */
export function application<
  const Node extends string,
  const Service extends string,
  const Target extends string = never,
  const Field extends string = never,
  const Gateway extends string = never,
  const Stack extends string = never,
  const Balancer extends string = never,
>(
  name: string,
  define: (
    context: ApplicationContext,
  ) => ApplicationDefinition<Node, Service, Target, Field, Gateway, Stack, Balancer> &
    Only<ApplicationDefinition, Field>,
): ApplicationSource<Node | Gateway, Service, Stack, Balancer> {
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

/** An error that the user's function throws is a mistake in that function, not in our code. */
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

/**
 * Fills in defaults, sorts by name, freezes. It works for every value of the type, and throws a `MeshError` for any other
 * value.
 */
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
    ...completeNamespace(definition.namespace),
    nodes,
    externals,
    services: completeNamed(definition.services, (service, one) => completeService(service, one, protocolOf)),
    gateways: completeNamed(definition.gateways ?? {}, completeGateway),
    loadBalancers: completeLoadBalancers(definition),
    network: completeNetwork(definition.network),
    cluster: completeCluster(definition.cluster),
    keys: completeKeys(definition.keys),
    ...completeTags(definition.tags),
    logs: completeLogs(definition.logs),
    architecture: definition.architecture ?? 'X86_64',
    stacks: completeStacks(definition.stacks),
    outsidePolicies: completeOutsidePolicies(definition.outsidePolicies),
    ...(containerInsights !== undefined && { containerInsights }),
    ...(tracing && { tracing: completeTracing(tracing) }),
  });
}

function completeNodes(definitions: ApplicationDefinition['nodes']): [MeshNode[], MeshExternal[]] {
  const all = Object.entries<NodeDefinition | ExternalDefinition>(definitions);
  const running = all.flatMap(([name, one]) => (one.external === undefined ? [[name, one] as const] : []));
  const external = all.flatMap(([name, one]) => (one.external === undefined ? [] : [[name, one] as const]));
  return [
    completeNamed(Object.fromEntries(running), completeNode),
    completeNamed(Object.fromEntries(external), completeExternal),
  ];
}

function completeNamed<D, M>(
  definitions: Readonly<Record<string, D>>,
  complete: (name: string, definition: D) => M,
): M[] {
  return Object.entries(definitions)
    .sort(byKey)
    .map(([name, definition]) => complete(name, definition));
}

/** Down to the last value: an object that the user froze may hold objects that are not frozen. */
export function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  Object.values(value).forEach(freeze);
  return Object.freeze(value);
}
