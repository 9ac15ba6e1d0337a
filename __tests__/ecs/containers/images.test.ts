import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  APP_MESH_ENVOY_IMAGE,
  DIGESTED_IMAGES,
  ENVOY_IMAGE,
  foreignImages,
  mirroredImage,
  NODE_IMAGE,
  OTEL_COLLECTOR_IMAGE,
  XRAY_DAEMON_IMAGE,
} from '../../../lib/ecs/containers/images';

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;
const recorded = {
  [XRAY_DAEMON_IMAGE]: { digest, source: 'https://public.ecr.aws/v2/x', date: '2026-11-22' },
};

describe('the images of others', () => {
  it('are in public registries, with an exact tag', () => {
    expect(foreignImages(undefined, {})).toEqual({
      appMeshEnvoy: 'public.ecr.aws/appmesh/aws-appmesh-envoy:v1.34.13.0-prod',
      envoy: 'docker.io/envoyproxy/envoy:v1.40.0',
      otelCollector: 'public.ecr.aws/aws-observability/aws-otel-collector:v0.49.0',
      xrayDaemon: 'public.ecr.aws/xray/aws-xray-daemon:3.5.0',
    });
  });

  it('come from a mirror where there is one, under the same path and tag', () => {
    expect(foreignImages('registry.example.org:5000/mirror', {})).toEqual({
      appMeshEnvoy: 'registry.example.org:5000/mirror/appmesh/aws-appmesh-envoy:v1.34.13.0-prod',
      envoy: 'registry.example.org:5000/mirror/envoyproxy/envoy:v1.40.0',
      otelCollector: 'registry.example.org:5000/mirror/aws-observability/aws-otel-collector:v0.49.0',
      xrayDaemon: 'registry.example.org:5000/mirror/xray/aws-xray-daemon:3.5.0',
    });
  });

  it('are named by tag and digest where a digest is known, in the mirror too', () => {
    expect(foreignImages(undefined, recorded)).toEqual({
      appMeshEnvoy: APP_MESH_ENVOY_IMAGE,
      envoy: ENVOY_IMAGE,
      otelCollector: OTEL_COLLECTOR_IMAGE,
      xrayDaemon: `${XRAY_DAEMON_IMAGE}@${digest}`,
    });
    expect(foreignImages('registry.example.org', recorded).xrayDaemon).toBe(
      `registry.example.org/xray/aws-xray-daemon:3.5.0@${digest}`,
    );
  });

  it('of another registry are not the mirror’s', () => {
    const others = [
      'quay.io/prometheus/statsd-exporter:v0.28.0',
      '111122223333.dkr.ecr.eu-west-1.amazonaws.com/a:1',
    ];
    expect(others.map((image) => mirroredImage(image, 'registry.example.org'))).toEqual(others);
    expect(mirroredImage('docker.io/library/redis:8', 'registry.example.org')).toBe(
      'registry.example.org/library/redis:8',
    );
    expect(mirroredImage(NODE_IMAGE, 'registry.example.org')).toBe(
      'registry.example.org/docker/library/node:22.20.0-alpine3.22',
    );
  });
});

it('every recorded digest is one of a tag that is still used, with its source and day', () => {
  const file = join(__dirname, '../../../lib/ecs/containers/image-digests.json');
  const digests = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as typeof recorded);
  expect(digests.filter(([image]) => !DIGESTED_IMAGES.includes(image))).toEqual([]);
  for (const [image, entry] of digests) {
    const [, registry, path, tag] = /^([^/]+)\/(.+):([^:]+)$/.exec(image) ?? [];
    expect(entry).toEqual({
      digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      source: `https://${registry}/v2/${path}/manifests/${tag}`,
      date: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
    });
  }
});
