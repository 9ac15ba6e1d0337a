/** The resources of an application's stacks, by type and name. */
import { TerraformResource } from 'cdktf';
import { byKey } from '../mesh/by-key';
import type { ExtendedStack } from './extended-stack';

export interface Placed<Resource = TerraformResource> {
  readonly resource: Resource;
  readonly stack: ExtendedStack;
}

/** By type, `aws_ecs_service`, then by name, as a plan shows it. */
export type PlacedResources = ReadonlyMap<string, ReadonlyMap<string, Placed>>;

/** Stacks in their order. No two have a resource of one address: names of an application are unique in it. */
export function placedResources(stacks: readonly ExtendedStack[]): PlacedResources {
  const all = new Map<string, Map<string, Placed>>();
  for (const stack of stacks)
    for (const resource of stack.node.findAll()) {
      if (!(resource instanceof TerraformResource)) continue;
      const { terraformResourceType: type, friendlyUniqueId: name } = resource;
      const named = all.get(type) ?? new Map<string, Placed>();
      all.set(type, named.set(name, { resource, stack }));
    }
  return all;
}

/** Resources of one type, sorted by name. The caller knows the class of the type. */
export function placedOf<Resource extends TerraformResource>(
  placed: PlacedResources,
  type: string,
): Map<string, Placed<Resource>> {
  const sorted = [...(placed.get(type) ?? [])].sort(byKey);
  return new Map(sorted) as Map<string, Placed<Resource>>;
}
