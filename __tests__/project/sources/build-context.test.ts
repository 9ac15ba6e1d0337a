import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describeContexts } from '../../../lib/project/sources';
import { CART, json, lockWithout, pathsOf, problemsOf, textOf, writeProject } from './shop';

describe('a build context', () => {
  it('is the folder, the workspace packages it uses, and what npm needs at the root', () => {
    expect(pathsOf(writeProject())).toEqual([
      '.npmrc',
      'package-lock.json',
      'package.json',
      'services/shop/cart/Dockerfile',
      'services/shop/cart/package.json',
      'services/shop/cart/src/main.ts',
      'services/shop/kit/package.json',
      'services/shop/kit/src/kit.ts',
    ]);
  });

  it('has no part of a package that it does not use', () => {
    expect(pathsOf(writeProject(), 'services/shop/web')).toEqual([
      '.npmrc',
      'package-lock.json',
      'package.json',
      'services/shop/web/Dockerfile',
      'services/shop/web/package.json',
    ]);
  });

  it('is the folder alone where the service is no npm package', () => {
    const root = writeProject({
      'services/shop/api/Dockerfile': 'FROM scratch\n',
      'services/shop/api/main.go': 'package main\n',
    });
    expect(pathsOf(root, 'services/shop/api')).toEqual(['Dockerfile', 'main.go']);
  });

  it('has a root package.json of the workspaces in it and nothing else', () => {
    expect(JSON.parse(textOf(writeProject(), 'package.json'))).toEqual({
      name: 'shop',
      private: true,
      workspaces: ['services/shop/cart', 'services/shop/kit'],
    });
  });

  it('has a lock file of what these need, resolved as Node resolves, and nothing else', () => {
    const { packages } = JSON.parse(textOf(writeProject(), 'package-lock.json')) as { packages: object };
    expect(Object.keys(packages)).toEqual([
      '',
      'node_modules/@shop/cart',
      'node_modules/@shop/kit',
      'node_modules/builder',
      'node_modules/left',
      'node_modules/left/node_modules/deep',
      'services/shop/cart',
      'services/shop/kit',
    ]);
  });

  it('has no .npmrc where the project has none', () => {
    expect(pathsOf(writeProject({ '.npmrc': undefined }))).not.toContain('.npmrc');
  });

  it.each([
    ['installed', 'services/shop/cart/node_modules/left/index.js'],
    ['named in its .dockerignore', 'services/shop/cart/dist/main.js'],
    ['in a folder named there', 'services/shop/cart/test/deep/er.test.ts'],
    ['ignored by Git in the root', 'services/shop/cart/src/debug.log'],
    ['ignored in a package it uses', 'services/shop/kit/debug.log'],
    ['of Git', 'services/shop/cart/.git/HEAD'],
    ['a .gitignore', 'services/shop/cart/.gitignore'],
  ])('leaves out what is %s', (_, path) => {
    expect(pathsOf(writeProject({ [path]: '' }))).toEqual(pathsOf(writeProject()));
  });

  it.each([
    ['in the folder', 'services/shop/cart/.gitignore', '/src\n'],
    ['between the root and the folder', 'services/shop/.gitignore', 'src/\n'],
    ['deeper in the folder', 'services/shop/cart/src/.gitignore', 'main.ts\n'],
  ])('heeds a .gitignore %s', (_, path, text) => {
    expect(pathsOf(writeProject({ [path]: text }))).not.toContain('services/shop/cart/src/main.ts');
  });

  it('lets the .gitignore nearest to a file overrule one further up', () => {
    const root = writeProject({
      'services/shop/cart/.gitignore': '!keep.log\n',
      'services/shop/cart/keep.log': '',
    });
    expect(pathsOf(root)).toContain('services/shop/cart/keep.log');
  });

  it('has its Dockerfile even where .dockerignore leaves that out, as Docker does', () => {
    const root = writeProject({ 'services/shop/cart/.dockerignore': 'Dockerfile\n' });
    expect(pathsOf(root)).toContain('services/shop/cart/Dockerfile');
  });

  it('keeps a link that stays in the folder', () => {
    const root = writeProject();
    symlinkSync('src/main.ts', join(root, CART, 'main.ts'));
    expect(pathsOf(root)).toContain('services/shop/cart/main.ts');
  });
});

describe('a source that cannot be built', () => {
  it('is missing, with the nearest one named', () => {
    expect(problemsOf(writeProject(), 'services/shop/carts')).toEqual([
      'source "services/shop/carts": is not a folder of this project; did you mean "services/shop/cart"? An image from elsewhere is named by MESH_IMAGES=shop/carts=<reference> [source-missing]',
    ]);
  });

  it('is missing, with all sources named where none is near', () => {
    expect(problemsOf(writeProject(), 'services/shop/payments')).toEqual([
      'source "services/shop/payments": is not a folder of this project; add it: sources are "services/shop/cart", "services/shop/web". An image from elsewhere is named by MESH_IMAGES=shop/payments=<reference> [source-missing]',
    ]);
  });

  it.each([
    '',
    '..',
    '../x',
    'services/../..',
    '/',
    '/etc',
    'services//shop/cart',
    'services/shop/cart/',
    'services/shop/cart/Dockerfile',
  ])('is no folder of the project: "%s"', (source) => {
    expect(problemsOf(writeProject(), source)).toEqual([expect.stringContaining('[source-missing]')]);
  });

  it('has no Dockerfile', () => {
    expect(problemsOf(writeProject({ 'services/shop/cart/Dockerfile': undefined }))).toEqual([
      'source "services/shop/cart": has no Dockerfile; add services/shop/cart/Dockerfile [source-dockerfile-missing]',
    ]);
  });

  it('needs a package that the lock file lacks', () => {
    expect(problemsOf(writeProject({ 'package-lock.json': lockWithout('node_modules/left') }))).toEqual([
      'source "services/shop/cart" > services/shop/kit: needs a package that package-lock.json does not have for it, got "left@1.0.0"; run npm install and commit package-lock.json [source-lock-incomplete]',
    ]);
  });

  it('asks in its package.json for other than the lock file knows', () => {
    const packageJson = json({ name: '@shop/kit', dependencies: { left: '1.0.1' } });
    expect(problemsOf(writeProject({ 'services/shop/kit/package.json': packageJson }))).toEqual([
      expect.stringMatching(/services\/shop\/kit: .* got "left@1\.0\.1"; .*\[source-lock-incomplete\]$/),
    ]);
  });

  it('is a package that the lock file does not know', () => {
    expect(problemsOf(writeProject({ 'package-lock.json': lockWithout('services/shop/cart') }))).toEqual([
      expect.stringContaining('[source-not-in-lock]'),
    ]);
  });

  it.each([
    ['no lock file', undefined, 'source-lock-missing'],
    ['a lock file of an older npm', json({ lockfileVersion: 2, packages: {} }), 'source-lock-version'],
    ['a lock file that is no JSON', '{', 'source-json-malformed'],
    ['a lock file of another shape', '[]', 'source-json-malformed'],
  ])('lies in a project with %s', (_, text, code) => {
    expect(problemsOf(writeProject({ 'package-lock.json': text }))).toEqual([
      expect.stringContaining(`[${code}]`),
    ]);
  });

  it.each([
    ['upwards', '../web/package.json'],
    ['to an absolute path', '/etc/hostname'],
    ['upwards to nothing', '../../../nothing'],
  ])('has a link that leads %s', (_, target) => {
    const root = writeProject();
    symlinkSync(target, join(root, CART, 'link'));
    expect(problemsOf(root)).toEqual([
      `source file "services/shop/cart/link": is a symbolic link out of its folder, which an image cannot follow, got "${target}"; copy the file here, or add the link to .dockerignore [source-link-escapes]`,
    ]);
  });

  it('has a link that leads out over another link', () => {
    const root = writeProject();
    symlinkSync('.', join(root, CART, 'src', 'here'));
    // As it is written it stays in the folder; as it resolves, from `src` and not from `src/here`, it does not.
    symlinkSync('src/here/../../web', join(root, CART, 'out'));
    expect(problemsOf(root)).toEqual([expect.stringContaining('[source-link-escapes]')]);
  });

  it('is refused with a pattern in .dockerignore that Docker refuses', () => {
    const root = writeProject({ [`${CART}/.dockerignore`]: '[z-a].ts\n' });
    expect(problemsOf(root)).toEqual([
      `${CART}/.dockerignore: has a pattern that Docker refuses, got "[z-a].ts"; write the range of a class upwards, as in [a-z] [source-pattern-broken]`,
    ]);
  });

  it('has all its mistakes told at once', () => {
    const root = writeProject({
      'package-lock.json': lockWithout('node_modules/left'),
      'services/shop/cart/Dockerfile': undefined,
    });
    symlinkSync('/etc/hostname', join(root, CART, 'link'));
    const codes = problemsOf(root).map((line) => /\[(.*)\]$/.exec(line)?.[1]);
    expect(codes).toEqual(['source-dockerfile-missing', 'source-link-escapes', 'source-lock-incomplete']);
  });
});

describe('several contexts at once', () => {
  it('are found by source, whatever order and repetition they are asked in', () => {
    const { contexts, problems } = describeContexts(writeProject(), ['services/shop/web', CART, CART]);
    expect([...contexts.keys()]).toEqual([CART, 'services/shop/web']);
    expect(problems).toEqual([]);
  });

  it('keep the good ones beside the problems of the others', () => {
    const { contexts, problems } = describeContexts(writeProject(), [CART, 'services/shop/x']);
    expect([...contexts.keys()]).toEqual([CART]);
    expect(problems.map(({ code }) => code)).toEqual(['source-missing']);
  });

  it('report what they share once', () => {
    const { problems } = describeContexts(writeProject({ 'package-lock.json': undefined }), [
      CART,
      'services/shop/web',
    ]);
    expect(problems.map(({ code }) => code)).toEqual(['source-lock-missing']);
  });
});
