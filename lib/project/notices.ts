/** Facts that every synth prints on stderr, one line each, so that a user knows them before an apply fails. */
import { builtTarget } from '../targets';
import { EXAMPLE_STATE_BUCKET, type Settings } from './settings';

export function noticesFor({ target, stateBucket, imageMirror }: Settings): string[] {
  return [
    ...(builtTarget(target)?.notices({ imageMirror }) ?? []),
    ...(stateBucket === EXAMPLE_STATE_BUCKET
      ? [
          `State bucket "${stateBucket}" is an example: set MESH_STATE_BUCKET to a name of your own before you deploy.`,
        ]
      : []),
  ];
}
