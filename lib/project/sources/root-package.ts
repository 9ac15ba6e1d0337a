/** The root's package.json and lock file, reduced to what one build context needs. */
import type { Dependencies } from './lock-file';
import type { LockSlice } from './lock-slice';

/** The fields of the root's package.json that have an effect in an image. */
export interface RootPackage extends Dependencies {
  readonly name?: string;
  readonly overrides?: Overrides;
  readonly workspaces?: readonly string[] | { readonly packages: readonly string[] };
}

/** https://docs.npmjs.com/cli/configuring-npm/package-json#overrides */
export interface Overrides {
  readonly [name: string]: string | Overrides;
}

/** `npm ci` requires that these two agree, so both are made here. */
export function reducedRoot(
  root: RootPackage,
  slice: LockSlice,
): { packageJson: object; packageLock: object } {
  const name = root.name === undefined ? {} : { name: root.name };
  const overrides = reducedOverrides(root, slice);
  const workspaces = slice.workspaces;
  return {
    packageJson: {
      ...name,
      private: true,
      workspaces,
      ...(Object.keys(overrides).length > 0 && { overrides }),
    },
    packageLock: {
      ...name,
      lockfileVersion: 3,
      requires: true,
      packages: { '': { ...name, workspaces }, ...slice.packages },
    },
  };
}

/** Overrides of packages that are not in the slice have no effect, and must not change the hash. */
function reducedOverrides(root: RootPackage, slice: LockSlice): Overrides {
  const names = new Set(Object.keys(slice.packages).map(nameAt));
  const kept = Object.entries(root.overrides ?? {}).filter(([key]) => names.has(nameOf(key)));
  return Object.fromEntries(kept.map(([key, value]) => [key, resolved(value, root)]));
}

/** `$name` means the root's own dependency of that name, which the reduced root no longer has. */
function resolved(value: string | Overrides, root: RootPackage): string | Overrides {
  if (typeof value === 'string') {
    const own = { ...root.devDependencies, ...root.optionalDependencies, ...root.dependencies };
    return value.startsWith('$') ? (own[value.slice(1)] ?? value) : value;
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolved(inner, root)]));
}

/** `node_modules/a/node_modules/@s/b` holds `@s/b`. */
function nameAt(location: string): string {
  const folder = 'node_modules/';
  return location.slice(location.lastIndexOf(folder) + folder.length);
}

/** `@s/b@^1` is an override for `@s/b`. */
function nameOf(key: string): string {
  const at = key.indexOf('@', 1);
  return at < 0 ? key : key.slice(0, at);
}
