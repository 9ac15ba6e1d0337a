/** What every synth says on stderr, one line each, because a user must not find it out from AWS. */
import { EXAMPLE_STATE_BUCKET, type Settings } from '../config';

export function noticesFor({ target, stateBucket }: Settings): string[] {
  return [
    ...(target === 'app-mesh'
      ? [
          'AWS ended App Mesh on 2026-09-30: this JSON plans, but a real apply stops at CreateMesh. MESH_TARGET=envoy is the mesh that runs today.',
        ]
      : []),
    ...(stateBucket === EXAMPLE_STATE_BUCKET
      ? [
          `State bucket "${stateBucket}" is an example: set MESH_STATE_BUCKET to a name of your own before you deploy.`,
        ]
      : []),
  ];
}
