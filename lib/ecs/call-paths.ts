/**
 * Resources that the tasks of a node or gateway need while they run: the nodes that they call, and the load balancer that
 * calls them.
 */
import { circlesOf } from '../mesh/calls/circles';
import { type Access, type AccessExit, ANYWHERE, type Party } from './access';

export interface CallPaths {
  /** Names of the nodes that are called, sorted. */
  readonly calls: readonly string[];
  /** Every path as a text, sorted. If the list changes, the old tasks need other paths than the new ones. */
  readonly all: readonly string[];
  /**
   * Nodes that may be deleted only after these tasks, sorted. Nodes that call each other in a circle are not in the list:
   * each would have to be deleted after the others.
   */
  readonly outlivedBy: readonly string[];
}

/** By node or gateway. A node that calls no node and is behind no load balancer is left out. */
export function callPathsIn({ edges, exits }: Access): ReadonlyMap<string, CallPaths> {
  const calls = edges.filter(({ from }) => from.kind === 'tasks');
  const sameCircle = circlesOf(calls.map(({ from, to }) => ({ from: from.name, to: to.name })));
  const found = new Map<string, CallPath[]>();
  const add = ({ name }: Party, path: CallPath): void => {
    const known = found.get(name);
    if (known) known.push(path);
    else found.set(name, [path]);
  };
  for (const { from, to, port, by } of edges) {
    // Another group is another path: tasks that hold the new one replace those that need the old rules.
    const way = by === undefined ? '' : ' as one of its callers';
    if (from.kind === 'tasks') add(from, { text: `to ${to.name} ${port}${way}`, callee: to.name });
    else add(to, { text: `from load balancer ${port}` });
  }
  for (const exit of exits) add(exit.from, { text: `to ${placeOf(exit)} ${exit.port}` });
  return new Map([...found].map(([name, paths]) => [name, completeCallPaths(name, paths, sameCircle)]));
}

function placeOf(exit: AccessExit): string {
  if ('group' in exit) return `group ${JSON.stringify(exit.group.id)}`;
  return exit.cidr === ANYWHERE ? 'anywhere' : exit.cidr;
}

interface CallPath {
  readonly text: string;
  readonly callee?: string;
}

function completeCallPaths(
  name: string,
  paths: readonly CallPath[],
  sameCircle: ReturnType<typeof circlesOf>,
): CallPaths {
  const calls = sorted(paths.flatMap(({ callee }) => callee ?? []));
  return {
    calls,
    all: sorted(paths.map(({ text }) => text)),
    outlivedBy: calls.filter((callee) => !sameCircle(name, callee)),
  };
}

/** Nodes that must be deleted after a caller. Terraform deletes the others first. */
export function outliving(callPaths: ReadonlyMap<string, CallPaths>): ReadonlySet<string> {
  return new Set([...callPaths.values()].flatMap(({ outlivedBy }) => outlivedBy));
}

const sorted = (texts: readonly string[]): string[] => [...new Set(texts)].sort();
