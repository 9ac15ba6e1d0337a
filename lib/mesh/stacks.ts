/** Which nodes are deployed together: an application in several stacks, so that one service can go and come alone. */
import type { MeshApplication } from './application';
import { NAME } from './name';
import type { Problem } from './problem';
import { problems } from './problems';
import { type MeshService, targetsOf } from './service';
import { named, type Shape, texts } from './shape';

/** Stack names, as they end: `crystal` is deployed as `<stage>-<application>-crystal`. */
export interface StacksDefinition<Node extends string = string> {
  /**
   * The nodes that stay with what all share: cluster, zone, mesh, gateways, load balancers and every security group with
   * its rules. Often none.
   */
  readonly platform: readonly Node[];
  /** Every other node stands in exactly one further stack, together with the nodes that answer the same service. */
  readonly [stack: string]: readonly Node[];
}

export const stacksShape: Shape = named('stack', texts);

export interface StackPart {
  readonly name: string;
  /** Sorted, each once. */
  readonly nodes: readonly string[];
}

/** Holds what all share. The others refer to it, and to no other of each other. */
export const PLATFORM = 'platform';

/** Ends of stack names that every application has beside its own. */
const RESERVED = ['images', 'network', 'registry'];

export function completeStacks(definition: StacksDefinition | undefined): StackPart[] {
  return Object.entries(definition ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, own]) => ({ name, nodes: [...own].sort() }));
}

/** The services that are answered by these nodes: all targets of a service stand in one stack. */
export function servicesOf(application: MeshApplication, own: readonly string[]): MeshService[] {
  const held = new Set(own);
  return application.services.filter((service) => targetsOf(service).some((node) => held.has(node)));
}

export function validateStacks({ stacks, nodes, services, name }: MeshApplication): Problem[] {
  if (stacks.length === 0) return [];
  const whole = `application ${JSON.stringify(name)} > stacks`;
  const known = nodes.map((node) => node.name);
  const places = placesByNode(stacks);
  const placesOf = (node: string) => places.get(node) ?? [];
  return [
    ...(stacks.some((stack) => stack.name === PLATFORM) ? [] : [problems.stacksPlatformMissing(whole)]),
    ...stacks.flatMap((stack) => validateStack(stack, known)),
    ...known
      .filter((node) => placesOf(node).length === 0)
      .map((node) => problems.stackNodeMissing(whole, node)),
    ...[...places]
      .filter(([, held]) => held.length > 1)
      .map(([node, held]) => problems.stackNodeTwice(whole, node, held)),
    ...services.flatMap((service) => validateTogether(service, placesOf)),
  ];
}

function placesByNode(stacks: readonly StackPart[]): Map<string, string[]> {
  const places = new Map<string, string[]>();
  for (const stack of stacks)
    for (const node of stack.nodes) places.set(node, [...(places.get(node) ?? []), stack.name]);
  return places;
}

function validateStack(stack: StackPart, known: readonly string[]): Problem[] {
  const where = `stack ${JSON.stringify(stack.name)}`;
  const names = new Set(known);
  return [
    ...(NAME.test(stack.name) ? [] : [problems.nameForm(where, stack.name)]),
    ...(RESERVED.includes(stack.name) ? [problems.stackNameReserved(where, stack.name)] : []),
    ...stack.nodes
      .filter((node) => !names.has(node))
      .map((node) => problems.stackNodeUnknown(where, node, known)),
  ];
}

/** A route and the nodes it leads to are made and deleted in one order, which Terraform knows within one stack only. */
function validateTogether(service: MeshService, placesOf: (node: string) => readonly string[]): Problem[] {
  const places = [...new Set(targetsOf(service).flatMap((node) => placesOf(node).slice(0, 1)))].sort();
  return places.length > 1
    ? [problems.serviceAcrossStacks(`service ${JSON.stringify(service.name)}`, places)]
    : [];
}
