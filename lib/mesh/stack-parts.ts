/** What each stack of an application holds, and the problems of the stacks that it declares. */
import type { MeshApplication } from './application';
import type { MeshExternal } from './external';
import { knownNames } from './checks/known-names';
import { NAME } from './checks/name-form';
import type { MeshNode } from './node';
import type { Problem } from './checks/problem';
import { problems } from './checks/problems';
import { type MeshService, targetsOf } from './service';
import { quote } from './checks/value-text';
import type { StackNodes } from './stacks';

/** It holds what all stacks share. The others refer to it, and not to each other. */
export const PLATFORM = 'platform';

/** Last parts of stack names that every application has beside its own stacks. */
const RESERVED = ['images', 'network', 'registry'];

/** One stack's share of an application. */
export interface ApplicationPart {
  /** Absent if the application is one stack. */
  readonly stack?: string;
  readonly nodes: readonly MeshNode[];
  readonly externals: readonly MeshExternal[];
  /** The services that these nodes answer: all targets of a service are in one stack. */
  readonly services: readonly MeshService[];
}

/**
 * In the order of deployment: the platform, then each stack after the stacks that its nodes call, else by name. The whole
 * application if it is one stack.
 */
export function partsOf(application: MeshApplication): ApplicationPart[] {
  const { stacks, nodes, externals, services } = application;
  if (stacks.length === 0) return [{ nodes, externals, services }];
  const stackOf = new Map(stacks.flatMap(({ name, nodes: own }) => own.map((node) => [node, name])));
  const nodesOf = groupBy(nodes, ({ name }) => stackOf.get(name));
  const externalsOf = groupBy(externals, ({ name }) => stackOf.get(name));
  const stackOfService = (service: MeshService) => stackOf.get(targetsOf(service)[0] ?? '');
  const servicesOf = groupBy(services, stackOfService);
  const answeredBy = new Map(services.map((service) => [service.name, stackOfService(service)]));
  const parts = stacks.map(({ name }): StackShare => ({
    stack: name,
    nodes: nodesOf.get(name) ?? [],
    externals: externalsOf.get(name) ?? [],
    services: servicesOf.get(name) ?? [],
  }));
  return calleesFirst(parts, (backend) => answeredBy.get(backend));
}

type StackShare = ApplicationPart & { readonly stack: string };

/** If stacks call each other in a circle, the first by name comes last. */
function calleesFirst(
  parts: readonly StackShare[],
  stackOf: (backend: string) => string | undefined,
): StackShare[] {
  const partsByStack = new Map(parts.map((part) => [part.stack, part]));
  const ordered = new Set<StackShare>();
  const open = new Set<StackShare>();
  const visit = (part: StackShare | undefined) => {
    if (part === undefined || open.has(part)) return;
    open.add(part);
    const backends = part.nodes.flatMap((node) => node.backends);
    [...new Set(backends.map(stackOf))].sort().forEach((stack) => visit(partsByStack.get(stack ?? '')));
    ordered.add(part);
  };
  const platform = partsByStack.get(PLATFORM);
  if (platform) {
    open.add(platform);
    ordered.add(platform);
  }
  parts.forEach(visit);
  return [...ordered];
}

function groupBy<T>(all: readonly T[], keyOf: (one: T) => string | undefined): Map<string | undefined, T[]> {
  const groups = new Map<string | undefined, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}

export function validateStacks({ stacks, nodes, externals, services, name }: MeshApplication): Problem[] {
  if (stacks.length === 0) return [];
  const whole = `application ${quote(name)} > stacks`;
  const known = knownNames([...nodes, ...externals].map((node) => node.name));
  const places = placesByNode(stacks);
  const placesOf = (node: string) => places.get(node) ?? [];
  return [
    ...(stacks.some((stack) => stack.name === PLATFORM) ? [] : [problems.stacksPlatformMissing(whole)]),
    ...stacks.flatMap((stack) => [
      ...validateStackName(stack, name),
      ...stack.nodes
        .filter((node) => !known.has(node))
        .map((node) => problems.stackNodeUnknown(`stack ${quote(stack.name)}`, node, known.all)),
    ]),
    ...known.all
      .filter((node) => placesOf(node).length === 0)
      .map((node) => problems.stackNodeMissing(whole, node)),
    ...[...places]
      .filter(([, held]) => held.length > 1)
      .map(([node, held]) => problems.stackNodeTwice(whole, node, held)),
    ...services.flatMap((service) => validateTogether(service, placesOf)),
  ];
}

function placesByNode(stacks: readonly StackNodes[]): Map<string, string[]> {
  const places = new Map<string, string[]>();
  for (const stack of stacks)
    for (const node of stack.nodes) {
      const held = places.get(node);
      if (held) held.push(stack.name);
      else places.set(node, [stack.name]);
    }
  return places;
}

/**
 * If a name begins with the application's name, that name is written once (`accountName`). So stack `shop-network` is
 * `network`.
 */
function validateStackName({ name }: StackNodes, application: string): Problem[] {
  const where = `stack ${quote(name)}`;
  const end = name.startsWith(`${application}-`) ? name.slice(application.length + 1) : name;
  const isTaken = RESERVED.includes(end) || (end === PLATFORM && name !== PLATFORM);
  return [
    ...(NAME.test(name) ? [] : [problems.nameForm(where, name)]),
    ...(isTaken ? [problems.stackNameReserved(where, end)] : []),
  ];
}

/** A route and its nodes must be made and deleted in the right order, which Terraform knows only within one stack. */
function validateTogether(service: MeshService, placesOf: (node: string) => readonly string[]): Problem[] {
  const places = [...new Set(targetsOf(service).flatMap((node) => placesOf(node).slice(0, 1)))].sort();
  return places.length > 1 ? [problems.serviceAcrossStacks(`service ${quote(service.name)}`, places)] : [];
}
