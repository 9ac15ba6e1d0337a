/** `docs/testing-resources.md` followed to the letter, in a copy of the project where `docs/testing-routes.md` was followed before. */
import { makeScratch, type Scratch } from '../support/scratch';
import { filesOf, read } from './documents';

const page = read('docs/testing-resources.md');
const pageBefore = read('docs/testing-routes.md');
const [listed = ''] = /^echo .* >> services\/index\.ts$/m.exec(pageBefore) ?? [];
const commands = [...page.matchAll(/^```sh\n(.*?)^```$/gms)].flatMap(([, text = '']) =>
  text.trim().split('\n'),
);

describe('docs/testing-resources.md', () => {
  let scratch: Scratch;
  let printed = '';
  beforeAll(() => {
    scratch = makeScratch();
    for (const { path, text } of [...filesOf(pageBefore), ...filesOf(page)]) scratch.write(path, text);
    expect(scratch.type(listed)).toEqual({ status: 0, output: '' });
  });
  afterAll(() => scratch.remove());

  it.each(commands)(
    '%s',
    (command) => {
      const { status, output } = scratch.type(command);
      expect(output).not.toContain('rror');
      expect(status).toBe(0);
      printed += output;
    },
    60_000,
  );

  it('shows tests that run and pass, each in under a second', () => {
    expect(printed).toMatch(/Tests: +6 passed, 6 total/);
    const times = [...printed.matchAll(/✓ .* \((\d+) ms\)$/gm)].map(([, time]) => Number(time));
    expect(times.filter((time) => time >= 1000)).toEqual([]);
  });

  it('leaves the application of the page before as it was, and lists both', () => {
    const names = [pageBefore, page].flatMap((text) => filesOf(text).map(({ path }) => path));
    expect(new Set(names).size).toBe(4);
    const { status, output } = scratch.type('npx jest services/shop/routes');
    expect(output).toMatch(/Tests: +5 passed, 5 total/);
    expect(status).toBe(0);
    for (const name of ['shop', 'store']) {
      const explained = scratch.type(`npm run --silent explain -- ${name} GET / --json`);
      expect(JSON.parse(explained.output)).toMatchObject({ application: name, request: { from: 'ingress' } });
    }
  }, 60_000);

  it('fails where the application says something else', () => {
    const [store] = filesOf(page);
    scratch.write(
      'services/store/application.ts',
      (store?.text ?? '').replace("stage === 'prod' ? 3 : 1", '1'),
    );
    const { status, output } = scratch.type('npx jest services/store/resources');
    expect(status).toBe(1);
    expect(output).toContain('✕ production runs three carts');
    expect(output).toMatch(/Tests: +1 failed, 5 passed, 6 total/);
  }, 60_000);
});
