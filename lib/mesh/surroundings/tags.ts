/** Tags of the user's own, beside those that every resource has. */
import { byKey } from '../by-key';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { named, type Shape, text } from '../checks/shape';
import { quote } from '../checks/value-text';
import type { Tags } from './reference';

export const tagsShape: Shape = named('tag', text);

/** Sorted by key; absent if there is none. */
export function completeTags(tags: Tags = {}): { readonly tags?: Tags } {
  const all = Object.entries(tags).sort(byKey);
  return all.length === 0 ? {} : { tags: Object.fromEntries(all) };
}

/** Keys that tell which stack owns a resource: see `stackTags`. */
const OURS = ['Application', 'ManagedBy', 'Stack', 'Stage'];

/** AWS takes 50 on a resource. Four tell the owner, and some resources have a `Name`. */
const MOST = 45;

/** https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
const CHARACTERS = /^[\p{L}\p{Z}\p{N}_.:/=+@-]*$/u;

interface Tagged {
  readonly name: string;
  readonly tags?: Tags;
}

interface TaggedApplication {
  readonly tags?: Tags;
  readonly nodes: readonly Tagged[];
  readonly gateways: readonly Tagged[];
}

export function validateTagsOf({ tags, nodes, gateways }: TaggedApplication): Problem[] {
  return [
    ...validateTags(tags, 'tags'),
    ...nodes.flatMap((node) => validateTags(node.tags, `node ${quote(node.name)} > tags`, tags)),
    ...gateways.flatMap((gateway) =>
      validateTags(gateway.tags, `gateway ${quote(gateway.name)} > tags`, tags),
    ),
  ];
}

/** @param inherited tags that the same resource has from the application */
function validateTags(tags: Tags = {}, where: string, inherited: Tags = {}): Problem[] {
  const count = Object.keys({ ...inherited, ...tags }).length;
  return [
    ...(Object.keys(tags).length > 0 && count > MOST ? [problems.tagsMany(where, count, MOST)] : []),
    ...Object.entries(tags).flatMap(([key, value]) =>
      validateTag(key, value, `${where} > tag ${quote(key)}`),
    ),
  ];
}

function validateTag(key: string, value: string, where: string): Problem[] {
  const isKey = key.length >= 1 && key.length <= 128 && CHARACTERS.test(key);
  return [
    ...(isKey ? [] : [problems.tagKey(where, key)]),
    ...(/^aws:/i.test(key) ? [problems.tagReserved(where, key)] : []),
    ...(OURS.some((own) => own.toLowerCase() === key.toLowerCase()) ? [problems.tagOwn(where)] : []),
    ...(value.length <= 256 && CHARACTERS.test(value) ? [] : [problems.tagValue(where, value)]),
  ];
}
