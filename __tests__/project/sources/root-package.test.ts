import type { LockPackages } from '../../../lib/project/sources/lock-file';
import { reducedRoot, type RootPackage } from '../../../lib/project/sources/root-package';

const packages: LockPackages = { 'node_modules/a/node_modules/b': {}, 'node_modules/@s/c': {}, app: {} };
const overridesOf = (root: RootPackage) =>
  (reducedRoot(root, { packages, workspaces: ['app'], missing: [] }).packageJson as RootPackage).overrides;

describe('the reduced root', () => {
  it('says the same in both of its files, as npm ci demands', () => {
    const { packageJson, packageLock } = reducedRoot(
      { name: 'shop' },
      { packages, workspaces: ['app'], missing: [] },
    );
    expect(packageJson).toEqual({ name: 'shop', private: true, workspaces: ['app'] });
    expect(packageLock).toEqual({
      name: 'shop',
      lockfileVersion: 3,
      requires: true,
      packages: { '': { name: 'shop', workspaces: ['app'] }, ...packages },
    });
  });

  it('keeps overrides of packages that it has', () => {
    const overrides = { b: '1.0.0', '@s/c@^1': '1.2.0', '@s/c': { b: '2.0.0' } };
    expect(overridesOf({ overrides })).toEqual(overrides);
  });

  it('drops overrides of packages that it has not', () => {
    expect(overridesOf({ overrides: { x: '1.0.0', '@s/b': '1.0.0' } })).toBeUndefined();
  });

  it('writes out an override that refers to a dependency of the root', () => {
    const root = { dependencies: { b: '3.0.0' }, overrides: { b: '$b', '@s/c': { '.': '1.0.0', b: '$b' } } };
    expect(overridesOf(root)).toEqual({ b: '3.0.0', '@s/c': { '.': '1.0.0', b: '3.0.0' } });
  });
});
