import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stageContexts } from '../../../lib/commands/images/context-staging';
import type { RepositoryImage } from '../../../lib/commands/images/image-table';
import { refusalOf } from '../rejections';

const CART: RepositoryImage = {
  kind: 'repository',
  application: 'shop',
  source: 'cart',
  folder: 'services/shop/cart',
  repository: 'dev/shop/cart',
  tag: 'abc',
};

describe('npm run images -- --stage-to', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'staging-'));
    mkdirSync(join(root, CART.folder), { recursive: true });
    writeFileSync(join(root, CART.folder, 'Dockerfile'), 'FROM scratch\n');
    writeFileSync(join(root, 'package-lock.json'), '{"lockfileVersion":3,"packages":{}}');
    writeFileSync(join(root, 'package.json'), '{}');
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('writes what docker build is called with: the folder of the source', () => {
    const [staged] = stageContexts(root, [CART], 'out');
    expect(staged).toMatchObject({
      directory: join(root, 'out', 'shop', 'cart'),
      dockerfile: join(root, 'out', 'shop', 'cart', 'Dockerfile'),
    });
    expect(readFileSync(staged?.dockerfile ?? '', 'utf8')).toBe('FROM scratch\n');
  });

  it('writes an npm workspace at its path in the project, beside the files that npm reads', () => {
    const workspace = { '': {}, [CART.folder]: { name: 'cart' } };
    writeFileSync(
      join(root, 'package-lock.json'),
      JSON.stringify({ lockfileVersion: 3, packages: workspace }),
    );
    writeFileSync(join(root, 'package.json'), JSON.stringify({ workspaces: [CART.folder] }));
    writeFileSync(join(root, CART.folder, 'package.json'), JSON.stringify({ name: 'cart' }));
    const [staged] = stageContexts(root, [CART], 'out');
    expect(staged?.dockerfile).toBe(join(root, 'out', 'shop', 'cart', CART.folder, 'Dockerfile'));
    expect(existsSync(join(root, 'out', 'shop', 'cart', 'package-lock.json'))).toBe(true);
  });

  it('replaces what it wrote before', () => {
    stageContexts(root, [CART], 'out');
    writeFileSync(join(root, 'out', 'shop', 'cart', 'leftover'), '');
    stageContexts(root, [CART], 'out');
    expect(existsSync(join(root, 'out', 'shop', 'cart', 'leftover'))).toBe(false);
  });

  it.each([
    ['services', 'must not be among the sources'],
    ['services/shop/cart/out', 'must not be among the sources'],
    ['.', 'holds files that this command has not written'],
  ])('refuses %s, where it would delete or change what is not its own', async (folder, why) => {
    expect(await refusalOf(() => stageContexts(root, [CART], folder))).toContain(why);
    expect(existsSync(join(root, CART.folder, 'Dockerfile'))).toBe(true);
  });
});
