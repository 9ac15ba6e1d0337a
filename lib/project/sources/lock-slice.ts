/** The part of a lock file that one workspace package needs, to build and to run. */
import { type LockFile, type LockPackage, type LockPackages, locate } from './lock-file';
import { type LockEdge, flagsOf } from './lock-flags';

export interface LockSlice {
  /** Entries by location, sorted, without the root's. */
  readonly packages: LockPackages;
  /** Folders of the workspace packages among them, sorted. */
  readonly workspaces: readonly string[];
  /** Packages that are needed and that the lock file does not have. */
  readonly missing: readonly MissingPackage[];
}

export interface MissingPackage {
  /** Location of the package that needs it. */
  readonly from: string;
  readonly name: string;
  readonly range: string;
}

/** One package that another needs. */
interface Need {
  readonly name: string;
  readonly range: string;
  readonly dev: boolean;
  readonly optional: boolean;
  readonly peer: boolean;
}

/** `workspace` is a location of the lock file: the folder of a workspace package. */
export function sliceLock(lock: LockFile, workspace: string): LockSlice {
  const reached = new Set<string>();
  const missing: MissingPackage[] = [];
  const visit = (location: string): void => {
    if (reached.has(location)) return;
    reached.add(location);
    const entry = lock.packages[location] ?? {};
    if (entry.link === true && entry.resolved !== undefined) visit(entry.resolved);
    for (const need of needsOf(location, entry)) {
      const found = locate(lock.packages, location, need.name);
      // npm does not install an optional peer for this package: if it is present, another package needs it.
      if (need.peer && need.optional) continue;
      if (found !== undefined) visit(found);
      else if (!need.optional) missing.push({ from: location, name: need.name, range: need.range });
    }
  };
  for (const location of [workspace, ...linksTo(lock.packages, workspace)]) visit(location);
  const locations = [...reached].sort();
  return {
    packages: withFlags(lock.packages, locations),
    workspaces: locations.filter((location) => !isInstalled(location)),
    missing,
  };
}

/** npm links every workspace package from node_modules, even if no package needs it. */
function linksTo(packages: LockPackages, workspace: string): string[] {
  return Object.keys(packages).filter((location) => {
    const entry = packages[location];
    return entry?.link === true && entry.resolved === workspace;
  });
}

/** Sets the flags anew for these packages only. In the whole file they also depend on the rest of the project. */
function withFlags(packages: LockPackages, locations: readonly string[]): LockPackages {
  const inSlice = Object.fromEntries(locations.map((location) => [location, packages[location] ?? {}]));
  const flags = flagsOf(lockEdges(inSlice));
  return Object.fromEntries(
    locations.map((location) => {
      const { dev, optional, devOptional, peer, ...entry } = inSlice[location] ?? {};
      void [dev, optional, devOptional, peer];
      return [location, isInstalled(location) ? { ...entry, ...flags.get(location) } : entry];
    }),
  );
}

function lockEdges(packages: LockPackages): LockEdge[] {
  return Object.entries(packages).flatMap(([from, entry]) => {
    const plain = { dev: false, optional: false, peer: false };
    const root: LockEdge[] = entry.link === true ? [{ from: '', to: from, ...plain }] : [];
    const link: LockEdge[] = entry.link === true ? [{ from, to: entry.resolved ?? '', ...plain }] : [];
    const needs = needsOf(from, entry).flatMap(({ dev, optional, peer, name }): LockEdge[] => {
      const to = locate(packages, from, name);
      return to === undefined ? [] : [{ from, to, dev, optional, peer }];
    });
    return [...root, ...link, ...needs];
  });
}

function needsOf(location: string, entry: LockPackage): Need[] {
  const optional = entry.optionalDependencies ?? {};
  const peersMeta = entry.peerDependenciesMeta ?? {};
  const needs = (ranges: Readonly<Record<string, string>> = {}, kind: Partial<Need> = {}): Need[] =>
    Object.entries(ranges).map(([name, range]) => ({
      name,
      range,
      dev: false,
      optional: false,
      peer: false,
      ...kind,
    }));
  return [
    // A name in both fields is optional for npm.
    ...needs(entry.dependencies).filter(({ name }) => optional[name] === undefined),
    ...needs(optional, { optional: true }),
    ...needs(entry.peerDependencies, { peer: true }).map((need) => ({
      ...need,
      optional: peersMeta[need.name]?.optional === true,
    })),
    // The development dependencies of an installed package are not installed.
    ...(isInstalled(location) ? [] : needs(entry.devDependencies, { dev: true })),
  ];
}

function isInstalled(location: string): boolean {
  return location.split('/').includes('node_modules');
}
