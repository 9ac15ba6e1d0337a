/**
 * A mesh that a person can read, and what becomes of it. A change of the product shows in these files:
 * `npm run golden`, then read the diff like code.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expectGoldens } from '../support/golden-files';
import { artefactsOf, type Story } from './story';

const stories = readdirSync(__dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'problems' && !entry.name.startsWith('plan-'))
  .map(({ name }) => name);

describe('a story', () => {
  it.each(stories)('%s', async (story) => {
    const folder = join(__dirname, story);
    expect(existsSync(join(folder, 'mesh.ts'))).toBe(true);
    const mesh = (await import(join(folder, 'mesh'))) as Story;
    expectGoldens(folder, artefactsOf(mesh));
  });
});
