/** What the README says of the project is what the project is. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { settingsTable } from '../../lib/project/settings';
import { endsOf, follow, formatSteps } from '../../lib/mesh/resolve';
import { readProject } from '../../lib/project';
import colorTeller from '../../services/color-teller/application';
import { shippedApplications } from '../support/shipped';
import { read, root } from './documents';

const readme = read('README.md');

it('has the settings table that is generated from the settings', () => {
  const [, table] = /<!-- settings -->\n\n(.*?)\n<!-- \/settings -->/s.exec(readme) ?? [];
  expect(table).toBe(settingsTable());
});

it('names every stack of the shipped applications', () => {
  const { stacks } = readProject({ root, sources: shippedApplications, environment: {} });
  for (const { name } of stacks) expect(readme).toContain(`\`${name}\``);
});

it('says on its first screen what this is, the two commands, and the truth about App Mesh and CDKTF', () => {
  const firstScreen = readme.split('\n').slice(0, 45).join('\n');
  for (const words of [
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

it.each(['README.md', 'docs/decisions/README.md'])('%s links to files that exist', (document) => {
  const links = [...read(document).matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link = '']) => link);
  const missing = links.filter((link) => !existsSync(join(root, dirname(document), link)));
  expect(missing).toEqual([]);
});
