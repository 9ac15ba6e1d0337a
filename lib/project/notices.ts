/** What every synth says on stderr, one line each, because a user must not find it out from AWS. */
import { EXAMPLE_STATE_BUCKET, type Settings } from './settings';

export function noticesFor({ target, stateBucket, imageMirror }: Settings): string[] {
  return [
    ...(target === 'app-mesh'
      ? [
          'AWS ended App Mesh on 2026-09-30: this JSON plans, but a real apply stops at CreateMesh. MESH_TARGET=envoy is the mesh that runs today.',
        ]
      : []),
    ...(target === 'envoy' && imageMirror === undefined
      ? [
          'Envoy’s image comes from Docker Hub, which limits anonymous pulls by address, and tasks behind a NAT gateway share one: set MESH_IMAGE_MIRROR to a registry of your own before you deploy many.',
        ]
      : []),
    ...(stateBucket === EXAMPLE_STATE_BUCKET
      ? [
          `State bucket "${stateBucket}" is an example: set MESH_STATE_BUCKET to a name of your own before you deploy.`,
        ]
      : []),
  ];
}
