/** `docs/testing-routes.md` followed to the letter, in a copy of the project: its files, its commands, what they print. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeScratch, type Scratch } from '../support/scratch';
import { read } from './documents';

const page = read('docs/testing-routes.md');

/** A file is a block below its path in bold; a text is what the command before it prints. */
const blocks = [...page.matchAll(/(?:\*\*`([^`]+)`\*\*\n\n)?^```(\w+)\n(.*?)^```$/gms)].map(
  ([, path, language, text = '']) => ({ path, language, text }),
);
const files = blocks.flatMap(({ path, text }) => (path === undefined ? [] : [{ path, text }]));
const commands = blocks
  .filter(({ language }) => language === 'sh')
  .flatMap(({ text }) => text.trim().split('\n'));
const shown = blocks.filter(({ language }) => language === 'text').map(({ text }) => text);
const failing = blocks.find(({ path, language }) => path === undefined && language === 'ts')?.text ?? '';

describe('docs/testing-routes.md', () => {
  let scratch: Scratch;
  let printed = '';
  beforeAll(() => {
    scratch = makeScratch();
    for (const { path, text } of files) scratch.write(path, text);
  });
  afterAll(() => scratch.remove());

  const run = (command: string) => spawnSync(command, { cwd: scratch.root, shell: true, encoding: 'utf8' });

  it.each(commands)(
    '%s',
    (command) => {
      const { status, stdout, stderr } = run(command);
      expect({ status, stderr }).toEqual({ status: 0, stderr: expect.not.stringContaining('rror') });
      printed += stdout + stderr;
    },
    60_000,
  );

  it('shows tests that run and pass', () => {
    expect(printed).toMatch(/Tests: +5 passed, 5 total/);
  });

  it('shows what a failure and what the command print', () => {
    const [failure = '', answer = ''] = shown;
    const [, test] = files;
    scratch.write(
      'services/shop/failing.test.ts',
      `${test?.text ?? ''}\ntest('fails', () => {\n${failing}});\n`,
    );
    const { status, stderr } = run('npx jest services/shop/failing');
    expect(status).toBe(1);
    expect(stderr.replace(/^ {4}/gm, '')).toContain(failure);
    expect(printed).toContain(answer);
    expect(shown).toHaveLength(2);
  }, 60_000);

  it('shows settings that its application takes', () => {
    const [asked = ''] = /requestsTo\(shop, \{ settings: \{.*?\} \}\)/.exec(page) ?? [];
    const text = `
      import { requestsTo, setupMeshMatchers } from '../../lib/testing';
      import shop from './application';
      setupMeshMatchers();
      test('half', () => {
        expect(${asked}.get('/items').from('web').to('cart')).toReach({ 'cart-v1': 50, 'cart-v2': 50 });
      });
    `;
    scratch.write('services/shop/settings.test.ts', text);
    const { status, stderr } = run('npx jest services/shop/settings');
    expect(stderr).toMatch(/Tests: +1 passed, 1 total/);
    expect(status).toBe(0);
  }, 60_000);

  it('prints, for scripts, one object', () => {
    const { stdout } = run('npm run --silent explain -- shop POST /items --from web --to cart --json');
    expect(JSON.parse(stdout)).toMatchObject({
      application: 'shop',
      stage: 'dev',
      request: { from: 'web', to: 'cart', method: 'POST', path: '/items' },
      resolution: { kind: 'reached', route: 'orders', maxTries: 1 },
      hops: [{ at: 'service', name: 'cart', passed: [{ route: 'testers' }], taken: { route: 'orders' } }],
    });
  });

  it('names every matcher for routes', () => {
    const source = readFileSync(join(scratch.root, 'lib/testing/route-matchers.ts'), 'utf8');
    const matchers = [...source.matchAll(/^ {2}(to\w+): matcher/gm)].map(([, name = '']) => name);
    expect(matchers.length).toBeGreaterThan(5);
    for (const name of matchers) expect(page).toContain(`| \`${name}(`);
    expect(existsSync(join(scratch.root, 'services/shop'))).toBe(true);
  });
});
