/** Decides which application owns a state, by the tags that the provider of each of our stacks puts on its resources. */
import type { MeshApplication } from '../../mesh/application';
import { stackTags } from '../../mesh/account-names';
import type { StateResource } from './state-file';

/** An `unproved` state may belong to us or to others. */
export type Ownership =
  { readonly kind: 'ours'; readonly application: MeshApplication } | { readonly kind: 'theirs' | 'unproved' };

type Tags = Readonly<Record<string, unknown>>;

interface Content {
  /** Name of the stack, as its key contains it. */
  readonly name: string;
  readonly resources: readonly StateResource[];
}

/**
 * `default_tags` are on every resource that takes tags, and every stack has such resources. A state without these tags is
 * not proved to be ours. The states that it reads prove nothing either: every account may read the outputs of our
 * network.
 */
export function ownershipOf(
  { name, resources }: Content,
  applications: readonly MeshApplication[],
): Ownership {
  const tagged = resources.flatMap(({ instances }) => instances.flatMap(tagsIn));
  if (tagged.length === 0) return { kind: 'unproved' };
  const application = applications.find((each) => tagged.every((tags) => bears(tags, stackTags(each, name))));
  if (application !== undefined) return { kind: 'ours', application };
  const isOther = ({ Application: named }: Tags) =>
    typeof named === 'string' && !applications.some((each) => each.name === named);
  return { kind: tagged.every(isOther) ? 'theirs' : 'unproved' };
}

/** The provider writes none if a type takes no tags, or if nothing was tagged. */
function tagsIn({ tags_all: tags }: StateResource['instances'][number]): Tags[] {
  return typeof tags === 'object' && tags !== null && Object.keys(tags).length > 0 ? [tags as Tags] : [];
}

function bears(tags: Tags, wanted: Tags): boolean {
  return Object.entries(wanted).every(([tag, value]) => tags[tag] === value);
}
