/** CHANGELOG.md says that the order of no two routes of the shipped examples has changed. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ApplicationSource } from '../../lib/mesh/application';
import { validateApplication } from '../../lib/mesh/validate';

const root = join(__dirname, '..', '..');
const folders = ['services', '__tests__/golden'].flatMap((folder) =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !/^(http-service|problems|plan-.*)$/.test(entry.name))
    .map(({ name }) => join(root, folder, name, folder === 'services' ? 'application.ts' : 'mesh.ts')),
);

it('is so: no route of them comes before another that it came behind, and no name decides', async () => {
  expect(folders.length).toBeGreaterThan(20);
  for (const file of folders) {
    const { default: source } = (await import(file)) as { default: ApplicationSource };
    const found = validateApplication(source.at({ stage: 'dev' }));
    expect(found.filter(({ code }) => code.startsWith('route-order-'))).toEqual([]);
  }
});
