import { chmodSync, cpSync, mkdtempSync, rmSync, symlinkSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contextHash, contextTag, describeContext } from '../../../lib/project/sources';
import { CART, type Files, hashOf, json, lockFile, SHOP, SHOP_LOCK, writeFile, writeProject } from './shop';

const before = hashOf(writeProject());

/** SHOP_LOCK with one entry changed. */
const lockWith = (location: string, change: object): Files => ({
  'package-lock.json': lockFile({ ...SHOP_LOCK, [location]: { ...SHOP_LOCK[location], ...change } }),
});

describe('the hash of a build context changes with', () => {
  it.each<[string, Files]>([
    ['a source', { 'services/shop/cart/src/main.ts': 'export const a = 1;\n' }],
    ['a line ending', { 'services/shop/cart/src/main.ts': 'export {};\r\n' }],
    ['a source of a package it uses', { 'services/shop/kit/src/kit.ts': '' }],
    ['a new file', { 'services/shop/cart/src/more.ts': '' }],
    ['its Dockerfile', { 'services/shop/cart/Dockerfile': 'FROM node:26-alpine\n' }],
    ['its .npmrc', { '.npmrc': 'fund=true\n' }],
    ['a dependency of it', lockWith('node_modules/builder', { version: '5.0.1' })],
    ['a dependency of a package it uses', lockWith('node_modules/left', { integrity: 'sha512-other' })],
    ['a dependency far below', lockWith('node_modules/left/node_modules/deep', { version: '1.0.1' })],
    ['what its ignore file lets in', { 'services/shop/cart/.dockerignore': 'src\n' }],
  ])('%s', (_, changes) => {
    expect(hashOf(writeProject(changes))).not.toBe(before);
  });

  it('the name of a file', () => {
    const root = writeProject({
      'services/shop/cart/src/main.ts': undefined,
      'services/shop/cart/src/other.ts': 'export {};\n',
    });
    expect(hashOf(root)).not.toBe(before);
  });

  it('the executable bit', () => {
    const root = writeProject();
    chmodSync(join(root, CART, 'src/main.ts'), 0o755);
    expect(hashOf(root)).not.toBe(before);
  });

  it('the target of a link, and a link that becomes a file', () => {
    const hashes = ['main.ts', './main.ts'].map((target) => {
      const root = writeProject();
      symlinkSync(target, join(root, CART, 'src/link'));
      return hashOf(root);
    });
    hashes.push(hashOf(writeProject({ 'services/shop/cart/src/link': 'main.ts' })));
    expect(new Set(hashes).size).toBe(3);
  });

  it('a byte that moves from one file to the next', () => {
    const hash = (a: string, b: string) =>
      hashOf(writeProject({ 'services/shop/cart/a': a, 'services/shop/cart/b': b }));
    expect(hash('xy', '')).not.toBe(hash('x', 'y'));
  });
});

describe('the hash of a build context stays with', () => {
  it.each<[string, Readonly<Record<string, string | undefined>>]>([
    ['an ignored file', { 'services/shop/cart/dist/main.js': 'x', 'services/shop/cart/a.log': 'x' }],
    ['installed packages', { 'services/shop/cart/node_modules/left/index.js': 'x' }],
    ['a comment in the ignore file', { 'services/shop/cart/.dockerignore': '# built\ndist\ntest\n' }],
    ['another service', { 'services/shop/web/main.ts': 'x' }],
    ['a dependency of the root alone', lockWith('node_modules/right', { version: '3.0.1' })],
    ['a package of the same name for the root alone', lockWith('node_modules/deep', { version: '2.0.1' })],
    ['a new package in the lock file', lockWith('node_modules/new', { version: '1.0.0' })],
    [
      'the root starting to use the same package',
      lockWith('node_modules/builder', { dev: false, devOptional: true }),
    ],
    [
      'the version and scripts of the root',
      { 'package.json': json({ name: 'shop', version: '9.0.0', scripts: { x: 'y' } }) },
    ],
    [
      'an override of a package it does not have',
      { 'package.json': json({ name: 'shop', overrides: { right: '3.0.0' } }) },
    ],
  ])('%s', (_, changes) => {
    expect(hashOf(writeProject(changes))).toBe(before);
  });

  it('the order in which files were made', () => {
    const root = writeProject(Object.fromEntries(Object.keys(SHOP).map((path) => [path, undefined])));
    for (const [path, text] of Object.entries(SHOP).reverse()) writeFile(root, path, text);
    expect(hashOf(root)).toBe(before);
  });

  it.each([0o000, 0o022, 0o077])('the umask %o of the machine', (umask) => {
    const previous = process.umask(umask);
    try {
      expect(hashOf(writeProject())).toBe(before);
    } finally {
      process.umask(previous);
    }
  });

  it('the place and the times of the files', () => {
    const root = mkdtempSync(join(tmpdir(), 'elsewhere-'));
    cpSync(writeProject(), root, { recursive: true });
    utimesSync(join(root, CART, 'src/main.ts'), 0, 0);
    expect(hashOf(root)).toBe(before);
    rmSync(root, { recursive: true });
  });
});

describe('the tag of an image', () => {
  it('is the first 16 hex digits of the hash', () => {
    const described = describeContext(writeProject(), CART);
    if (described.kind === 'problems') throw new Error('not a context');
    expect(contextHash(described.context)).toMatch(/^[0-9a-f]{64}$/);
    expect(contextTag(described.context)).toBe(before.slice(0, 16));
  });

  it('is this one, on every machine and in every release of this project that keeps its promise', () => {
    const context = {
      source: 'services/a/b',
      dockerfile: 'services/a/b/Dockerfile',
      entries: [
        { kind: 'text', path: 'a', text: 'one\n' },
        { kind: 'link', path: 'b', target: 'a' },
      ],
    } as const;
    expect(contextTag(context)).toBe('10276e4bad7cd1f3');
  });
});
