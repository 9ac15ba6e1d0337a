/** `npm start` of a source with a package.json that is no npm workspace of the project. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startOrphanReaper } from '../../lib/local/processes/orphan-reaper';
import { buildStale, serviceStart } from '../../lib/local/builds/stale-sources';
import { lastBuildStart } from '../../lib/local/builds/build';
import { aMesh, aNode } from '../../lib/testing';

const CART = 'services/shop/cart';
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'own-package-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(files: Readonly<Record<string, object>>): void {
  for (const [path, value] of Object.entries(files)) {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    writeFileSync(join(root, path), JSON.stringify(value));
  }
}

async function build(...sources: string[]): Promise<void> {
  const nodes = Object.fromEntries(sources.map((source) => [source, aNode({ runs: { source } })]));
  const services = Object.fromEntries(sources.map((source) => [source, { to: source }]));
  const reaper = startOrphanReaper();
  const machine = { PATH: process.env['PATH'] ?? '' };
  const interrupted = new AbortController().signal;
  const refs = { root, machine, reaper, interrupted, tell: () => undefined };
  await buildStale(aMesh({ nodes, services }).at({ stage: 'dev' }), refs).finally(() => reaper.close());
}

const scripts = { build: 'mkdir -p dist && tool > dist/main.js', start: 'node dist/main.js' };
const manifest = { name: 'cart', scripts, dependencies: { left: '1' }, devDependencies: { tool: '1' } };

describe('a source that is no workspace', () => {
  it('is built and started with what is installed in its own folder', async () => {
    write({
      [`${CART}/package.json`]: { ...manifest, scripts: { ...scripts, build: 'mkdir -p dist' } },
      [`${CART}/node_modules/left/package.json`]: {},
      [`${CART}/node_modules/tool/package.json`]: {},
    });
    await build('cart');
    expect(lastBuildStart(join(root, CART))).toBeDefined();
    expect(serviceStart(root, 'shop', 'cart')).toMatchObject({ file: 'node', words: ['dist/main.js'] });
  });

  it('is told with all that is not installed, and what installs it, before anything is built', async () => {
    write({
      [`${CART}/package.json`]: manifest,
      [`${CART}/package-lock.json`]: {},
      'services/shop/web/package.json': { dependencies: { left: '1' } },
    });
    await expect(build('cart', 'web')).rejects.toThrow(
      [
        'services/shop/cart: cannot be started here: packages of its package.json are not installed, got "left, tool"; run npm ci in services/shop/cart [source-not-installed]',
        'services/shop/web: cannot be started here: packages of its package.json are not installed, got "left"; run npm install in services/shop/web [source-not-installed]',
      ].join('\n'),
    );
    expect(lastBuildStart(join(root, CART))).toBeUndefined();
  });

  it('needs what only its build needs where it has one, and finds packages in the folders above', async () => {
    write({
      [`${CART}/package.json`]: { devDependencies: { tool: '1' }, dependencies: { left: '1' } },
      'node_modules/left/package.json': {},
    });
    await build('cart');
  });
});
