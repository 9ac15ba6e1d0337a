/** The access while tasks of two targets run at once: everything that either target needs. */
import { type Access, type AccessEdge, type AccessExit, exitKey, joinExit } from './access';

/**
 * Each part once, in the order of the first access. Two exits to the same port and the same group or block become one,
 * which names all the external nodes.
 */
export function joinAccess(one: Access, other: Access): Access {
  return {
    parties: once([...one.parties, ...other.parties], ({ kind, name }) => [kind, name]),
    edges: joinEdges([...one.edges, ...other.edges]),
    exits: joinExits([...one.exits, ...other.exits]),
    doors: once([...one.doors, ...other.doors], ({ to, port }) => [to.kind, to.name, port]),
    innerDoors: once([...one.innerDoors, ...other.innerDoors], ({ to, port }) => [to.kind, to.name, port]),
    openings: once([...one.openings, ...other.openings], ({ to, port, from }) => [
      to.kind,
      to.name,
      port,
      from,
    ]),
  };
}

/** AWS refuses a rule twice. */
export function joinEdges(edges: readonly AccessEdge[]): AccessEdge[] {
  return once(edges, ({ from, to, port }) => [from.kind, from.name, to.kind, to.name, port]);
}

function joinExits(exits: readonly AccessExit[]): AccessExit[] {
  const found = new Map<string, AccessExit>();
  for (const exit of exits) {
    const same = found.get(exitKey(exit));
    found.set(exitKey(exit), same === undefined ? exit : joinExit(same, exit));
  }
  return [...found.values()];
}

/** The first part of each key. */
function once<T>(all: readonly T[], keyOf: (each: T) => readonly unknown[]): T[] {
  const found = new Map<string, T>();
  for (const each of all) {
    const key = JSON.stringify(keyOf(each));
    if (!found.has(key)) found.set(key, each);
  }
  return [...found.values()];
}
