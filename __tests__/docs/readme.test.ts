/** What README and its pages say of the project is what the project is. */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { settingsTable } from '../../lib/project/settings';
import { endsOf, follow, formatSteps } from '../../lib/mesh/resolve';
import { readProject } from '../../lib/project';
import colorTeller from '../../services/color-teller/application';
import { shippedApplications } from '../support/shipped';
import { pages, read, root } from './documents';

const readme = read('README.md');

it('is one page: at most 1,000 words', () => {
  expect(readme.split(/\s+/).filter((word) => word !== '').length).toBeLessThanOrEqual(1000);
});

it('has the settings table that is generated from the settings', () => {
  const [, table] = /<!-- settings -->\n\n(.*?)\n<!-- \/settings -->/s.exec(read('docs/settings.md')) ?? [];
  expect(table).toBe(settingsTable());
});

it('names every stack of the shipped applications in docs/systems.md', () => {
  const { stacks } = readProject({ root, sources: shippedApplications, environment: {} });
  for (const { name } of stacks) expect(read('docs/systems.md')).toContain(`\`${name}\``);
});

it('says on its first screen what this is, the commands, and the truth about App Mesh and CDKTF', () => {
  const firstScreen = readme.split('\n').slice(0, 45).join('\n');
  for (const words of [
    'npm ci && npm start',
    'npm ci && npm run synth',
    'npm ci && npm test',
    'AWS ended App Mesh on 2026-09-30',
    'CDKTF was archived in December 2025',
    'gateway',
    'client-service',
    'color-service',
  ]) {
    expect(firstScreen).toContain(words);
  }
});

it('has a comment beside each command, but where its answer follows', () => {
  const blocks = [...readme.matchAll(/^```sh\n(.*?)^```$(\n\n```text)?/gms)];
  const lines = blocks.flatMap(([, block = '', answer]) =>
    answer === undefined ? block.trim().split('\n') : [],
  );
  expect(lines.length).toBeGreaterThanOrEqual(10);
  expect(lines.filter((line) => !/\S +# \S/.test(line))).toEqual([]);
});

it('counts, in docs/cdktn.md, the files that import cdktf', () => {
  const files = ['lib', '__tests__', 'services'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.ts$/.test(file) && !/(node_modules|dist)\//.test(file))
      .map((file) => join(folder, file)),
  );
  const count = [...files, 'main.ts'].filter((file) =>
    /(from |import\(|require\()'(cdktf'|@cdktf\/)/.test(read(file)),
  ).length;
  const [, told] = /about (\d+) files/.exec(read('docs/cdktn.md')) ?? [];
  expect(Math.abs(count - Number(told))).toBeLessThanOrEqual(10);
});

it('leads to every page of docs', () => {
  const guides = pages.filter((page) => /^docs\/[^/]+$/.test(page));
  expect(guides.filter((page) => !readme.includes(`](${page})`))).toEqual([]);
});

it('shows a route test that is run, and what explain prints', () => {
  const [, test = ''] = /^```ts\n(expect\(.*\);)\n```$/m.exec(readme) ?? [];
  expect(read('services/color-teller/routes.test.ts')).toContain(test);
  expect(test).toContain('toReach');
  const [, shown] = /npm run explain .*\n```\n\n```text\n(.*?)\n```/s.exec(readme) ?? [];
  const application = colorTeller.at({ stage: 'dev' });
  const steps = follow(application, { from: 'ingress', method: 'GET', path: '/gateway/color/color' }, [
    { method: 'GET', path: '/color' },
  ]);
  expect(shown).toBe(formatSteps(steps, endsOf(application, steps)));
});

describe.each(pages)('%s', (document) => {
  const links = [...read(document).matchAll(/\]\((?!https?:)([^)]+)\)/g)].map(([, link = '']) => link);

  it('links to files that exist, and to headings that they have', () => {
    const broken = links.filter((link) => {
      const [path = '', heading] = link.split('#');
      const file = path === '' ? document : join(dirname(document), path);
      if (!existsSync(join(root, file))) return true;
      return heading !== undefined && !headingsOf(file).includes(heading);
    });
    expect(broken).toEqual([]);
  });
});

/** As GitHub makes an anchor of a heading. */
function headingsOf(document: string): string[] {
  return [...read(document).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
