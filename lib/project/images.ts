/** The image of every source: the one that the setting names, or a tag that is the hash of what it is built from. */
import type { Problem } from '../mesh/checks/problem';
import type { ChosenImages, ImageChoice, ImageChoices } from './image-choices';
import { type BuildContext, contextTag, describeContexts } from './sources';

export interface TaggedImages {
  readonly choices: ImageChoices;
  /** What images are built from, by path of the source; an image that is not built has none. */
  readonly contexts: ReadonlyMap<string, BuildContext>;
  /** Problems of the source folders. */
  readonly problems: readonly Problem[];
}

/** Reads from disk only what an image is built from. */
export function tagImages(root: string, { choices, toBuild }: ChosenImages): TaggedImages {
  const { contexts, problems } = describeContexts(root, toBuild);
  const built = [...contexts].map(([path, context]): [string, ImageChoice] => [
    path,
    { kind: 'repository', tag: contextTag(context) },
  ]);
  return { choices: new Map([...choices, ...built]), contexts, problems };
}
