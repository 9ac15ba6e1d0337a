import { describeImages, formatImages } from '../../lib/commands/image-table';
import { readProject } from '../../lib/project';
import colorTeller from '../../services/color-teller/application';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const images = (environment: Record<string, string>) =>
  describeImages(readProject({ root, sources: [colorTeller], environment }));

describe('npm run images', () => {
  it('lists repository, tag and folder of each source', () => {
    expect(images({ MESH_IMAGES: 'v7', MESH_STAGE: 'prod' })).toEqual([
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
    expect(formatImages(images({ MESH_IMAGES: references }))).toBe(
      [
        'ghcr.io/acme/backend:22  services/color-teller/backend (MESH_IMAGES: not built)',
        'ghcr.io/acme/client:1    services/color-teller/client (MESH_IMAGES: not built)',
      ].join('\n'),
    );
  });

  it('prints one line for each, with the name a push needs first', () => {
    expect(formatImages(images({ MESH_IMAGES: 'v7' }))).toBe(
      [
        'dev/color-teller/backend:v7  services/color-teller/backend',
        'dev/color-teller/client:v7   services/color-teller/client',
      ].join('\n'),
    );
  });
});
