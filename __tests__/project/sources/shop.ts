/** A small project on disk: two images, `cart` and `web`, of which `cart` uses the workspace package `kit`. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { contextHash, describeContext } from '../../../lib/project/sources';
import type { LockPackages } from '../../../lib/project/sources/lock-file';
import { formatProblem } from '../../../lib/mesh/checks/problem';

export const CART = 'services/shop/cart';

/** `cart` → `kit` → `left` → `deep`; `right` belongs to the root alone. */
export const SHOP_LOCK: LockPackages = {
  '': {},
  'node_modules/@shop/cart': { resolved: 'services/shop/cart', link: true },
  'node_modules/@shop/kit': { resolved: 'services/shop/kit', link: true },
  'node_modules/@shop/web': { resolved: 'services/shop/web', link: true },
  'node_modules/builder': { version: '5.0.0', dev: true },
  'node_modules/deep': { version: '2.0.0' },
  'node_modules/left': { version: '1.0.0', dependencies: { deep: '^1.0.0' } },
  'node_modules/left/node_modules/deep': { version: '1.0.0' },
  'node_modules/right': { version: '3.0.0', dependencies: { deep: '^2.0.0' } },
  'services/shop/cart': {
    version: '0.1.0',
    dependencies: { '@shop/kit': '0.1.0' },
    devDependencies: { builder: '5.0.0' },
  },
  'services/shop/kit': { version: '0.1.0', dependencies: { left: '1.0.0' } },
  'services/shop/web': { version: '0.1.0' },
};

export type Files = Readonly<Record<string, string>>;

export const SHOP: Files = {
  '.gitignore': 'node_modules/\n*.log\n',
  '.npmrc': 'fund=false\n',
  'package.json': json({
    name: 'shop',
    version: '1.0.0',
    workspaces: ['services/shop/*'],
    dependencies: { right: '3.0.0' },
  }),
  'package-lock.json': lockFile(SHOP_LOCK),
  'services/shop/cart/.dockerignore': 'dist\ntest\n',
  'services/shop/cart/Dockerfile': 'FROM node:24-alpine\n',
  'services/shop/cart/package.json': json({
    name: '@shop/cart',
    dependencies: { '@shop/kit': '0.1.0' },
    devDependencies: { builder: '5.0.0' },
  }),
  'services/shop/cart/src/main.ts': 'export {};\n',
  'services/shop/kit/package.json': json({ name: '@shop/kit', dependencies: { left: '1.0.0' } }),
  'services/shop/kit/src/kit.ts': 'export {};\n',
  'services/shop/web/Dockerfile': 'FROM node:24-alpine\n',
  'services/shop/web/package.json': json({ name: '@shop/web' }),
};

export function lockWithout(location: string): string {
  return lockFile(Object.fromEntries(Object.entries(SHOP_LOCK).filter(([key]) => key !== location)));
}

export function lockFile(packages: LockPackages): string {
  return json({ name: 'shop', version: '1.0.0', lockfileVersion: 3, requires: true, packages });
}

/** A project in a folder of its own, removed after the test file; `undefined` leaves a file out. */
export function writeProject(changes: Readonly<Record<string, string | undefined>> = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'meshwright-sources-'));
  roots.push(root);
  for (const [path, text] of Object.entries({ ...SHOP, ...changes })) {
    if (text !== undefined) writeFile(root, path, text);
  }
  return root;
}

export function writeFile(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

export function hashOf(root: string, source = CART): string {
  const described = describeContext(root, source);
  if (described.kind === 'problems') throw new Error(described.problems.map(formatProblem).join('\n'));
  return contextHash(described.context);
}

export function pathsOf(root: string, source = CART): string[] {
  const described = describeContext(root, source);
  return described.kind === 'context' ? described.context.entries.map((entry) => entry.path) : [];
}

/** The text of one entry that is made, not copied. */
export function textOf(root: string, path: string, source = CART): string {
  const described = describeContext(root, source);
  const entries = described.kind === 'context' ? described.context.entries : [];
  const entry = entries.find((each) => each.path === path);
  return entry?.kind === 'text' ? entry.text : '';
}

export function problemsOf(root: string, source = CART): string[] {
  const described = describeContext(root, source);
  return described.kind === 'problems' ? described.problems.map(formatProblem) : [];
}

export function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

const roots: string[] = [];
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true });
});
