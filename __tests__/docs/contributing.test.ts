/** `CONTRIBUTING.md`: its table of suites is complete, its commands select tests, and its files are there. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { filesOf, read, root } from './documents';

const page = read('CONTRIBUTING.md');
const between = (name: string): string =>
  new RegExp(`<!-- ${name} -->(.*)<!-- /${name} -->`, 's').exec(page)?.[1] ?? '';
const suites = [...between('suites').matchAll(/^\| `([^`]+)` +\|.*\| `([^`]+)` +\|$/gm)].map(
  ([, suite = '', command = '']) => ({ suite, command }),
);

const testFiles = ['__tests__', 'services'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.test\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .filter((file) => !/node_modules/.test(file)),
);

describe('the table of suites', () => {
  it('has every folder of tests, and no other', () => {
    const folders = testFiles
      .filter((file) => /^__tests__\/\w+\//.test(file))
      .map((file) => file.split('/').slice(0, 2).join('/'));
    const named = suites.map(({ suite }) => suite).filter((suite) => /^__tests__\/[a-z]+$/.test(suite));
    expect(named.sort()).toEqual([...new Set(folders)].sort());
  });

  it.each(suites)('$suite: $command selects tests of it', ({ suite, command }) => {
    const [, script, pattern = 'none'] =
      /^npm run (\S+) -- (.*)$/.exec(command) ?? /^npx( )jest (\S+)/.exec(command) ?? [];
    const isLong = (file: string) => /\.long\.test\.ts$/.test(file);
    const isRound = (file: string) => file.startsWith('__tests__/deploy/long/');
    // As the three configurations of Jest choose.
    const chosen = testFiles.filter((file) => {
      if (script === 'test:deploy') return isRound(file);
      return script === 'test:long' ? isLong(file) : !isLong(file) && !isRound(file);
    });
    const files = chosen.filter((file) => new RegExp(pattern).test(file));
    expect(files).not.toEqual([]);
    const isOwn = suite.includes('*') ? isLong : (file: string) => file.startsWith(suite);
    expect(files.filter((file) => !isOwn(file))).toEqual([]);
  });

  it('has a command for each script that tests', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    for (const script of Object.keys(scripts).filter((name) => /^(test|check|golden|bench)/.test(name)))
      expect(page).toMatch(new RegExp(`^npm (run )?${script} +# `, 'm'));
  });
});

describe('the files and folders that it names', () => {
  const named = [...page.matchAll(/(new )?`((?:lib|__tests__|services|docs)\/[\w./-]+)`/g)].map(
    ([, isNew, path = '']) => ({ isNew: isNew !== undefined, path }),
  );
  const written = filesOf(page).map(({ path }) => path);

  it('exist', () => {
    const existing = named.filter(({ isNew, path }) => !isNew && !written.includes(path));
    expect(existing.length).toBeGreaterThan(30);
    expect(existing.filter(({ path }) => !existsSync(join(root, path)))).toEqual([]);
  });

  it('do not exist where it calls them new, or has its reader write them', () => {
    const added = [...named.filter(({ isNew }) => isNew).map(({ path }) => path), ...written];
    expect(added.length).toBeGreaterThan(4);
    expect(added.filter((path) => existsSync(join(root, path)))).toEqual([]);
  });
});
