/** Every image that the project does not build, pinned, in one place. */
import recorded from './image-digests.json';
import type { ImageName } from './task-values';

/**
 * Last tag of App Mesh's Envoy in the user guide. The repository will exist longer than the service, but gets no fixes.
 */
export const APP_MESH_ENVOY_IMAGE = 'public.ecr.aws/appmesh/aws-appmesh-envoy:v1.34.13.0-prod';

/**
 * The one Envoy version that is deployed and tested: the tag of the image, and the version of the binary on this machine.
 */
export const ENVOY_VERSION = '1.40.0';

/**
 * Upstream Envoy, with a shell and bash. Its distroless image has neither. The Envoy project publishes it on Docker Hub,
 * which limits anonymous pulls by address (https://docs.docker.com/docker-hub/usage/). All tasks behind one NAT gateway have
 * one address.
 */
export const ENVOY_IMAGE = `docker.io/envoyproxy/envoy:v${ENVOY_VERSION}`;

/** X-Ray daemon, last release of its changelog (2025-08-28). In maintenance mode since 2026-02-25: security fixes only. */
export const XRAY_DAEMON_IMAGE = 'public.ecr.aws/xray/aws-xray-daemon:3.5.0';

/** AWS's distribution of the OpenTelemetry collector, last release of its repository (2026-07-15). */
export const OTEL_COLLECTOR_IMAGE = 'public.ecr.aws/aws-observability/aws-otel-collector:v0.49.0';

/** The base of the services' own images. It equals `ARG NODE_IMAGE` of their Dockerfiles, which a test checks. */
export const NODE_IMAGE = 'public.ecr.aws/docker/library/node:22.20.0-alpine3.22';

/** The images that run beside an application, as full references. */
export interface ForeignImages {
  readonly appMeshEnvoy: string;
  readonly envoy: string;
  readonly otelCollector: string;
  readonly xrayDaemon: string;
}

/** A registry's answer for a tag. `npm run digests` writes it. */
export interface RecordedDigest {
  readonly digest: string;
  /** The address of the registry that answered. */
  readonly source: string;
  /** Day of the answer, by the registry's clock. */
  readonly date: string;
}

/** By reference with its tag. */
export type RecordedDigests = Readonly<Record<string, RecordedDigest>>;

/**
 * The images whose digest `npm run digests` looks up. Node's digest belongs into the Dockerfiles, because an image's tag
 * is the hash of its source.
 */
export const DIGESTED_IMAGES: readonly string[] = [
  APP_MESH_ENVOY_IMAGE,
  ENVOY_IMAGE,
  OTEL_COLLECTOR_IMAGE,
  XRAY_DAEMON_IMAGE,
];

/** What a mirror stands in for. */
const PUBLIC_REGISTRIES = ['public.ecr.aws/', 'docker.io/'];

/** A mirror has the same bytes, so a digest is valid there too. */
export function foreignImages(
  mirror: string | undefined,
  digests: RecordedDigests = recorded,
): ForeignImages {
  const refer = (image: string): string => {
    const known = digests[image];
    const reference = mirroredImage(image, mirror);
    return known === undefined ? reference : `${reference}@${known.digest}`;
  };
  return {
    appMeshEnvoy: refer(APP_MESH_ENVOY_IMAGE),
    envoy: refer(ENVOY_IMAGE),
    otelCollector: refer(OTEL_COLLECTOR_IMAGE),
    xrayDaemon: refer(XRAY_DAEMON_IMAGE),
  };
}

/** The full reference of each image of a task. @param source image of the application @default - the task has none */
export function imagesOfTask(mirror: string | undefined, source = ''): (image: ImageName) => string {
  const foreign = foreignImages(mirror);
  return (image) => {
    if ('image' in image) return mirroredImage(image.image, mirror);
    return 'source' in image ? source : foreign[image.foreign];
  };
}

/** `mirror` replaces the registry's name. */
export function mirroredImage(image: string, mirror: string | undefined): string {
  if (mirror === undefined || !PUBLIC_REGISTRIES.some((registry) => image.startsWith(registry))) return image;
  return `${mirror}/${image.slice(image.indexOf('/') + 1)}`;
}
