/** Problems of a container: its image, its process and its limits. */
import type { Problem } from '../problem';
import { type At, type Names, error, warning, wrong } from './factory';

export const containerProblems = {
  containerOrigin: (at: At) =>
    error(
      'container-origin',
      at,
      'it has `source` and `image`, and a container runs one image',
      'keep `source` for an image that is built here, or `image` for one that is there',
    ),
  imageReference: (at: At, got: unknown) =>
    wrong(
      'image-reference',
      at,
      'image is a full reference: registry/path@sha256:<64 hex digits>, or registry/path:tag',
      got,
      'name the registry too: nginx of Docker Hub is docker.io/library/nginx:1.29',
    ),
  imageTag: (at: At, images: string): Problem =>
    warning(
      error(
        'image-tag',
        at,
        `a registry may put another image under a tag, and a task that starts later would run it: ${images}`,
        'add the digest, <image>@sha256:<64 hex digits>, or accept it with MESH_ACCEPT=image-tag',
      ),
    ),
  containerWords: (at: At) => error('container-words', at, 'the list is empty', 'name a word, or remove it'),
  containerDirectory: (at: At, got: unknown) =>
    wrong('container-directory', at, 'it is an absolute path', got, 'put "/" in front'),
  dockerLabel: (at: At, got: unknown) =>
    wrong(
      'docker-label',
      at,
      'the key of a label is not empty, and com.amazonaws.ecs. belongs to ECS',
      got,
      'rename the label',
    ),
  ulimitName: (at: At, got: unknown, known: Names) =>
    wrong('ulimit-name', at, 'Linux has no such limit', got, `use one of ${known.join(', ')}`),
  ulimitTwice: (at: At, name: string) =>
    wrong('ulimit-twice', at, 'two limits have the same name', name, 'list it once'),
  ulimitOrder: (at: At, got: number, hard: number) =>
    wrong(
      'ulimit-order',
      at,
      `the soft limit is at most the hard one, ${hard}`,
      got,
      'lower it, or raise the hard limit',
    ),
  containerReservation: (at: At, got: number, hard: number) =>
    wrong(
      'container-reservation',
      at,
      `containerMemoryReservationMiB must be less than containerMemoryMiB, ${hard}`,
      got,
      'lower it, or leave one of them out',
    ),
  containerCpu: (at: At, got: number, task: number, parts: string) =>
    wrong(
      'container-cpu',
      at,
      `the containers reserve more CPU units than the task's ${task}: ${parts}`,
      got,
      'raise cpu or lower containerCpu',
    ),
  stopTooLong: (at: At, got: number, most: number) =>
    wrong(
      'stop-timeout-shared',
      at,
      `the containers of a task share 120 seconds to stop, and those beside this one need time too, so it has at most ${most}`,
      got,
      `use ${most} seconds`,
    ),
} as const;
