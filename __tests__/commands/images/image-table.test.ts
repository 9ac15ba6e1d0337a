import { describeImages, formatImages } from '../../../lib/commands/images/image-table';
import { readProject } from '../../../lib/project';
import colorTeller from '../../../services/color-teller/application';
import { synthColorTeller } from '../../support/synth';
import { join } from 'node:path';

const root = join(__dirname, '..', '..', '..');
const images = (environment: Record<string, string>) =>
  describeImages(readProject({ root, sources: [colorTeller], environment }));

describe('npm run images', () => {
  it('lists repository, tag and folder of each source', () => {
    expect(images({ MESH_IMAGES: 'v7', MESH_STAGE: 'prod', MESH_TARGET: 'none' })).toEqual([
      {
        kind: 'repository',
        application: 'color-teller',
        source: 'backend',
        folder: 'services/color-teller/backend',
        repository: 'prod/color-teller/backend',
        tag: 'v7',
      },
      {
        kind: 'repository',
        application: 'color-teller',
        source: 'client',
        folder: 'services/color-teller/client',
        repository: 'prod/color-teller/client',
        tag: 'v7',
      },
    ]);
  });

  it('says which images come from elsewhere', () => {
    const references = 'client=ghcr.io/acme/client:1,backend=ghcr.io/acme/backend:22';
    expect(formatImages(images({ MESH_IMAGES: references, MESH_TARGET: 'none' }))).toBe(
      [
        'ghcr.io/acme/backend:22  services/color-teller/backend (MESH_IMAGES: not built)',
        'ghcr.io/acme/client:1    services/color-teller/client (MESH_IMAGES: not built)',
      ].join('\n'),
    );
  });

  it.each([
    ['envoy', ['docker.io/envoyproxy/envoy:v1.40.0', 'public.ecr.aws/xray/aws-xray-daemon:3.5.0']],
    [
      'app-mesh',
      [
        'public.ecr.aws/appmesh/aws-appmesh-envoy:v1.34.13.0-prod',
        'public.ecr.aws/xray/aws-xray-daemon:3.5.0',
      ],
    ],
    ['none', []],
  ])('lists the foreign images, too, which run beside the tasks of target %s', (target, references) => {
    const foreign = (settings: Record<string, string> = {}) =>
      images({ MESH_IMAGES: 'v7', MESH_TARGET: target, ...settings }).flatMap((image) =>
        image.kind === 'foreign' ? [image.reference] : [],
      );
    expect(foreign()).toEqual(references);
    expect(foreign({ MESH_IMAGE_MIRROR: 'registry.example.org' })).toEqual(
      references.map((reference) => reference.replace(/^[^/]+/, 'registry.example.org')),
    );
  });

  it('are exactly those that the JSON of a target names', () => {
    for (const target of ['app-mesh', 'envoy', 'none']) {
      const json = synthColorTeller({ MESH_TARGET: target })
        .stacks.map((stack) => stack.json)
        .join();
      const named = new Set(json.match(/(?:docker\.io|public\.ecr\.aws)\/[\w./-]+:[\w.-]+/g));
      const listed = images({ MESH_IMAGES: 'v7', MESH_TARGET: target }).flatMap((image) =>
        image.kind === 'foreign' ? [image.reference] : [],
      );
      expect([...named].sort()).toEqual(listed.sort());
    }
  });

  it('says which of them comes from Docker Hub', () => {
    expect(formatImages(images({ MESH_IMAGES: 'v7', MESH_TARGET: 'envoy' }))).toMatch(
      /^docker\.io\/envoyproxy\/envoy:v1\.40\.0 +beside the tasks of color-teller \(not built; from Docker Hub\)$/m,
    );
  });

  it('prints one line for each, with the name a push needs first', () => {
    expect(formatImages(images({ MESH_IMAGES: 'v7', MESH_TARGET: 'none' }))).toBe(
      [
        'dev/color-teller/backend:v7  services/color-teller/backend',
        'dev/color-teller/client:v7   services/color-teller/client',
      ].join('\n'),
    );
  });
});
