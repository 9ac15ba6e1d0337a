/**
 * npm's lock file, with the fields that this project reads: https://docs.npmjs.com/cli/configuring-npm/package-lock-json
 */

/** The fields of package.json through which one package needs another. */
export interface Dependencies {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

/** These flags say which part of the tree needs a package. npm omits a part by them (`--omit=dev`). */
export interface LockFlags {
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly devOptional?: boolean;
  readonly peer?: boolean;
}

export interface LockPackage extends Dependencies, LockFlags {
  readonly version?: string;
  /** For a link, the folder to which it leads. */
  readonly resolved?: string;
  /** An entry under node_modules that leads to a workspace package. */
  readonly link?: boolean;
}

/** By location: `node_modules/a`, `node_modules/a/node_modules/b`, `services/shop/cart`. */
export type LockPackages = Readonly<Record<string, LockPackage>>;

export interface LockFile {
  readonly lockfileVersion: number;
  readonly packages: LockPackages;
}

/** Where the package that `from` needs is installed: in the nearest node_modules, as Node looks for it. */
export function locate(packages: LockPackages, from: string, name: string): string | undefined {
  for (let folder = from; folder !== ''; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')))) {
    if (folder.endsWith('node_modules')) continue;
    const location = `${folder}/node_modules/${name}`;
    if (packages[location] !== undefined) return location;
  }
  const atRoot = `node_modules/${name}`;
  return packages[atRoot] === undefined ? undefined : atRoot;
}
