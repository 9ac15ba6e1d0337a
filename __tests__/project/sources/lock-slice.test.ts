import { locate, type LockPackage, type LockPackages } from '../../../lib/project/sources/lock-file';
import { sliceLock } from '../../../lib/project/sources/lock-slice';

/** A lock file of one workspace package `app` and the given entries. */
function slice(app: LockPackage, packages: LockPackages) {
  const entries = { 'node_modules/app': { link: true, resolved: 'app' }, app, ...packages };
  return sliceLock({ lockfileVersion: 3, packages: entries }, 'app');
}

const locations = (app: LockPackage, packages: LockPackages) =>
  Object.keys(slice(app, packages).packages).filter(
    (location) => !['app', 'node_modules/app'].includes(location),
  );

describe('a package is found', () => {
  const packages: LockPackages = {
    'node_modules/a': {},
    'node_modules/a/node_modules/b': {},
    'node_modules/b': {},
    'node_modules/@s/c': {},
    'services/shop/node_modules/d': {},
    'services/shop/cart/node_modules/b': {},
  };

  it.each([
    ['', 'b', 'node_modules/b'],
    ['node_modules/a', 'b', 'node_modules/a/node_modules/b'],
    ['node_modules/a/node_modules/b', 'a', 'node_modules/a'],
    ['node_modules/a/node_modules/b', 'b', 'node_modules/a/node_modules/b'],
    ['node_modules/@s/c', 'b', 'node_modules/b'],
    ['services/shop/cart', 'b', 'services/shop/cart/node_modules/b'],
    ['services/shop/cart', 'd', 'services/shop/node_modules/d'],
    ['services/shop/cart', '@s/c', 'node_modules/@s/c'],
    ['services/other', 'd', undefined],
  ])('from "%s", asking for %s, at %s', (from, name, location) => {
    expect(locate(packages, from, name)).toBe(location);
  });
});

describe('a slice of the lock file holds', () => {
  it('what runs and what builds', () => {
    expect(
      locations(
        { dependencies: { a: '1' }, devDependencies: { b: '1' } },
        { 'node_modules/a': {}, 'node_modules/b': {}, 'node_modules/c': {} },
      ),
    ).toEqual(['node_modules/a', 'node_modules/b']);
  });

  it('what these need in turn, round a circle too', () => {
    const packages: LockPackages = {
      'node_modules/a': { dependencies: { b: '1' } },
      'node_modules/b': { dependencies: { a: '1' } },
    };
    expect(locations({ dependencies: { a: '1' } }, packages)).toEqual(['node_modules/a', 'node_modules/b']);
  });

  it('nothing that an installed package was developed with', () => {
    const packages: LockPackages = {
      'node_modules/a': { devDependencies: { b: '1' } },
      'node_modules/b': {},
    };
    expect(locations({ dependencies: { a: '1' } }, packages)).toEqual(['node_modules/a']);
  });

  it('optional packages that are there, without a problem for those that are not', () => {
    const app = { optionalDependencies: { a: '1', b: '1' }, dependencies: { b: '1' } };
    expect(locations(app, { 'node_modules/a': {} })).toEqual(['node_modules/a']);
    expect(slice(app, { 'node_modules/a': {} }).missing).toEqual([]);
  });

  it('peers, and optional peers only where another package needs them', () => {
    const packages: LockPackages = {
      'node_modules/a': {
        peerDependencies: { b: '1', c: '1', d: '1' },
        peerDependenciesMeta: { c: { optional: true }, d: { optional: true } },
      },
      'node_modules/b': {},
      'node_modules/c': {},
      'node_modules/d': {},
    };
    expect(locations({ dependencies: { a: '1', d: '1' } }, packages)).toEqual([
      'node_modules/a',
      'node_modules/b',
      'node_modules/d',
    ]);
  });

  it('the workspace packages in use, through their links', () => {
    const packages: LockPackages = {
      'node_modules/kit': { link: true, resolved: 'kit' },
      'node_modules/other': { link: true, resolved: 'other' },
      kit: { dependencies: { a: '1' } },
      other: {},
      'node_modules/a': {},
    };
    const { workspaces } = slice({ dependencies: { kit: '1' } }, packages);
    expect(workspaces).toEqual(['app', 'kit']);
    expect(locations({ dependencies: { kit: '1' } }, packages)).toEqual([
      'kit',
      'node_modules/a',
      'node_modules/kit',
    ]);
  });

  it('a note of each package that is missing, and who asks for it', () => {
    const { missing } = slice(
      { dependencies: { a: '1', b: '^2' } },
      { 'node_modules/a': { peerDependencies: { c: '3' } } },
    );
    expect(missing).toEqual([
      { from: 'node_modules/a', name: 'c', range: '3' },
      { from: 'app', name: 'b', range: '^2' },
    ]);
  });
});

describe('a package in a slice is marked', () => {
  const flag = (app: LockPackage, packages: LockPackages, name = 'a') =>
    slice(app, packages).packages[`node_modules/${name}`];
  const a: LockPackages = { 'node_modules/a': {} };

  it.each<[string, LockPackage, LockPackages, LockPackage]>([
    ['not, where it runs', { dependencies: { a: '1' } }, a, {}],
    [
      'not, where it runs, whatever the rest of the project does with it',
      { dependencies: { a: '1' } },
      { 'node_modules/a': { dev: true } },
      {},
    ],
    ['dev, where only the build needs it', { devDependencies: { a: '1' } }, a, { dev: true }],
    ['optional, where it may be left out', { optionalDependencies: { a: '1' } }, a, { optional: true }],
    ['peer, where only its neighbours need it', { peerDependencies: { a: '1' } }, a, { peer: true }],
    [
      'devOptional, where the build and an optional package need it',
      { devDependencies: { b: '1' }, optionalDependencies: { c: '1' } },
      {
        ...a,
        'node_modules/b': { dependencies: { a: '1' } },
        'node_modules/c': { dependencies: { a: '1' } },
      },
      { devOptional: true },
    ],
    [
      'not, where one of two ways runs',
      { devDependencies: { a: '1' }, dependencies: { b: '1' } },
      { ...a, 'node_modules/b': { dependencies: { a: '1' } } },
      {},
    ],
    [
      'dev and optional, where the build may leave it out',
      { devDependencies: { b: '1' } },
      { ...a, 'node_modules/b': { optionalDependencies: { a: '1' } } },
      { dev: true, optional: true },
    ],
  ])('%s', (_, app, packages, expected) => {
    expect(flag(app, packages)).toEqual(expected);
  });
});
