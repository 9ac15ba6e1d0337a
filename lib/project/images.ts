/** The image of every source: the one that the setting names, or one whose tag is the hash of its build context. */
import type { Problem } from '../mesh/checks/problem';
import type { ChosenImages, ImageChoice, ImageChoices } from './image-choices';
import { type BuildContext, contextTag, describeContexts } from './sources';

export interface TaggedImages {
  readonly choices: ImageChoices;
  /** The build contexts of images, by path of the source; an image that is not built has none. */
  readonly contexts: ReadonlyMap<string, BuildContext>;
  /** Problems of the source folders. */
  readonly problems: readonly Problem[];
}

/** Reads from disk only the files of which an image is built. */
export function tagImages(root: string, { choices, toBuild }: ChosenImages): TaggedImages {
  const { contexts, problems } = describeContexts(root, toBuild);
  const built = [...contexts].map(([path, context]): [string, ImageChoice] => [
    path,
    { kind: 'repository', tag: contextTag(context) },
  ]);
  return { choices: new Map([...choices, ...built]), contexts, problems };
}
