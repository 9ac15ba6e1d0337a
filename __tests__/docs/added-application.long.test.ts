/** An application that is added as `docs/your-own-application.md` tells turns none of the project's own checks red. */
import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { makeScratch, type Scratch } from '../support/scratch';
import { filesOf, read, root } from './documents';

const page = read('docs/your-own-application.md');
const files = filesOf(page);
const [, line = ''] = /^echo "(export .*)" >> services\/index\.ts$/m.exec(page) ?? [];

/** Beside what every copy has: what `npm test` and `npm run check` look at. */
const CHECKED = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'docs',
  '__tests__',
  'eslint.config.mjs',
  '.prettierrc.json',
  '.prettierignore',
  '.npmrc',
  '.gitignore',
];

/** Tests that name stacks, images or sources of the project. */
const SUITES = [
  '__tests__/docs/readme',
  '__tests__/commands/stacks/stack-table',
  '__tests__/project/synth',
  '__tests__/project/sources/dockerfile',
];

describe('a project with one more application', () => {
  let scratch: Scratch;
  beforeAll(() => {
    scratch = makeScratch();
    for (const name of CHECKED) cpSync(join(root, name), join(scratch.root, name), { recursive: true });
    for (const { path, text } of files) {
      scratch.write(path, text);
    }
    appendFileSync(join(scratch.root, 'services/index.ts'), `${line}\n`);
  });
  afterAll(() => scratch.remove());

  it('has the application', () => {
    expect(files.map(({ path }) => path)).toContain('services/greeter/application.ts');
    expect(line).toContain('greeter');
  });

  it('is tested by suites that are there: Jest is content where one of several matches nothing', () => {
    expect(SUITES.filter((suite) => !existsSync(join(root, `${suite}.test.ts`)))).toEqual([]);
  });

  it.each(['prettier --check services', 'eslint services', `jest ${SUITES.join(' ')}`])(
    'passes %s',
    (command) => {
      const { status, stdout, stderr } = spawnSync('npx', command.split(' '), {
        cwd: scratch.root,
        encoding: 'utf8',
      });
      expect({ status, said: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, said: '' });
    },
    300_000,
  );

  // So the page can be followed again in such a copy, and deploy rounds deploy what is shipped.
  it('is not in the copies that other tests make of the project', () => {
    const script =
      "const { root, remove } = require('./__tests__/support/scratch').makeScratch();" +
      "console.log(require('node:fs').readFileSync(root + '/services/index.ts', 'utf8'));" +
      "console.log(require('node:fs').readdirSync(root + '/services').join()); remove();";
    const { stdout } = spawnSync(process.execPath, ['-r', 'tsx/cjs', '-e', script], {
      cwd: scratch.root,
      encoding: 'utf8',
    });
    expect(stdout).toContain("from './color-teller/application'");
    expect(stdout).toContain('color-teller,ecsworkshop,http-service,index.ts');
    expect(stdout).not.toContain('greeter');
  });
});
