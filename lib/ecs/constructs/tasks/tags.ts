/** Puts the tags of a node or gateway on its resources. */
import { TerraformResource } from 'cdktf';
import type { IConstruct } from 'constructs';
import type { Tags } from '../../../mesh/surroundings/reference';

interface Tagged {
  tags?: Record<string, string>;
  readonly tagsInput?: Record<string, string>;
}

/** On every resource below `scope` that takes tags. Terraform adds those of the stack, and ECS gives them to the tasks. */
export function addTags(scope: IConstruct, tags: Tags): void {
  for (const each of scope.node.findAll()) {
    if (takesTags(each)) each.tags = { ...each.tagsInput, ...tags };
  }
}

function takesTags(construct: IConstruct): construct is IConstruct & Tagged {
  return TerraformResource.isTerraformResource(construct) && 'tags' in construct;
}
