import { join } from 'node:path';
import { describeContext, listSources, sourcePath } from '../../../lib/project/sources';

const ROOT = join(__dirname, '..', '..', '..');
const sources = ['crystal', 'frontend', 'nodejs'].map((name) => sourcePath('ecsworkshop', name));

function pathsOf(source: string): string[] {
  const described = describeContext(ROOT, source);
  return described.kind === 'context' ? described.context.entries.map(({ path }) => path) : [];
}

describe('the images of the workshop', () => {
  it('are three', () => {
    const all = listSources(ROOT);
    expect(all.filter((source) => source.startsWith('services/ecsworkshop/'))).toEqual(sources);
  });

  it.each(sources)('%s has the two packages it uses and no other service', (source) => {
    const folders = pathsOf(source)
      .filter((path) => path.endsWith('/package.json'))
      .map((path) => path.replace(/\/package\.json$/, ''));
    expect(folders).toEqual([source, 'services/ecsworkshop/origin', 'services/http-service'].sort());
  });

  it('have the files of the page where there is one', () => {
    expect(pathsOf('services/ecsworkshop/frontend')).toEqual(
      expect.arrayContaining(
        ['icon.svg', 'page.css', 'refresh.js'].map((name) => `services/ecsworkshop/frontend/page/${name}`),
      ),
    );
  });
});
