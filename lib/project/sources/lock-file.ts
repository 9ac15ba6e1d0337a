/** npm's lock file, as far as this project reads it: https://docs.npmjs.com/cli/configuring-npm/package-lock-json */

/** The fields of package.json that make one package need another. */
export interface Dependencies {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

/** Which part of the tree needs a package; npm omits a part by these (`--omit=dev`). */
export interface LockFlags {
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly devOptional?: boolean;
  readonly peer?: boolean;
}

export interface LockPackage extends Dependencies, LockFlags {
  readonly version?: string;
  /** For a link the folder it leads to. */
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

/** Where the package that `from` asks for by name is installed: in the nearest node_modules, as Node looks for it. */
export function locate(packages: LockPackages, from: string, name: string): string | undefined {
  const steps = from === '' ? [] : from.split('/');
  for (let length = steps.length; length >= 0; length -= 1) {
    if (steps[length - 1] === 'node_modules') continue;
    const location = [...steps.slice(0, length), 'node_modules', name].join('/');
    if (packages[location] !== undefined) return location;
  }
  return undefined;
}
