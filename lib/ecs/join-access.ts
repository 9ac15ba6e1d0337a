/** What several need, joined: calls of external nodes, and the access while tasks of two targets run at once. */
import type { MeshExternal } from '../mesh/external';
import { NFS_PORT, type Volumes } from '../mesh/runs/volume';
import {
  type Access,
  type AccessEdge,
  type AccessExit,
  ANYWHERE,
  HTTPS_PORT,
  type Party,
  tasksOf,
} from './access';

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

/**
 * One exit for each port and group or block of addresses, since AWS refuses a rule twice. An external node with neither
 * may have any address: its host is a name, and a security group knows no names.
 * @param nodes those whose tasks mount file systems @default [], none
 */
export function exitsTo(
  calls: readonly { readonly from: Party; readonly external: MeshExternal }[],
  nodes: readonly Mounting[] = [],
): AccessExit[] {
  return joinExits([
    ...calls.flatMap(({ from, external }) => {
      const { name, cidr = ANYWHERE, securityGroup: group } = external;
      const { port } = external.listener;
      if (group === undefined && cidr === ANYWHERE && port === HTTPS_PORT) return [];
      return [{ from, to: [name], port, ...(group === undefined ? { cidr } : { group }) }];
    }),
    ...nodes.flatMap(volumeExits),
  ]);
}

interface Mounting {
  readonly name: string;
  readonly runs: { readonly volumes?: Volumes };
}

/** Fargate mounts a file system by the task's own interface, past its Envoy. */
function volumeExits({ name, runs }: Mounting): AccessExit[] {
  return Object.values(runs.volumes ?? {}).map(({ securityGroup }) => ({
    from: tasksOf(name),
    to: ['its file system'],
    port: NFS_PORT,
    group: securityGroup,
  }));
}

/** Two exits with one key are one rule. */
const exitKey = (exit: AccessExit): string =>
  JSON.stringify([exit.from, 'group' in exit ? exit.group.id : exit.cidr, exit.port]);

/** @param other has the same key */
function joinExit(one: AccessExit, other: AccessExit): AccessExit {
  const joined = { ...one, to: [...new Set([...one.to, ...other.to])].sort() };
  const addRule = [one, other].some((exit) => 'group' in exit && exit.group.addRule);
  return 'group' in joined ? { ...joined, group: { ...joined.group, addRule } } : joined;
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
