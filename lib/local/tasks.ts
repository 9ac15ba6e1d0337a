/** The tasks of an application on this machine: as many of each service as asked for, one of each gateway, none of jobs. */
import type { MeshApplication } from '../mesh/application';
import { declaredNetwork } from '../mesh/surroundings/network';

export interface LocalTask {
  /** `red.1`; a gateway's task has the gateway's name. Names hold no dot, so no two keys are the same. */
  readonly key: string;
  readonly kind: 'node' | 'gateway';
  /** Name of the node or gateway. */
  readonly owner: string;
  /** Availability zone that its metadata names, such as `us-west-2a`. */
  readonly zone: string;
}

export interface TaskChoices {
  /** Tasks by node, instead of the application's count. */
  readonly counts: ReadonlyMap<string, number>;
  readonly region: string;
}

/** The tasks of a node take the zones in turn, as ECS spreads them. */
export function listTasks(application: MeshApplication, { counts, region }: TaskChoices): LocalTask[] {
  const zoneOf = (index: number) => `${region}${'abcdef'.charAt(index % zonesOf(application))}`;
  return [
    ...application.nodes.flatMap(({ name, runs }) =>
      Array.from(
        { length: runs.kind === 'service' ? (counts.get(name) ?? runs.count) : 0 },
        (_, index): LocalTask => ({
          key: `${name}.${index + 1}`,
          kind: 'node',
          owner: name,
          zone: zoneOf(index),
        }),
      ),
    ),
    ...application.gateways.map(({ name }): LocalTask => ({
      key: name,
      kind: 'gateway',
      owner: name,
      zone: zoneOf(0),
    })),
  ];
}

/** Only AWS knows the zones of a network that exists: two are as many as a load balancer needs. */
function zonesOf({ network }: MeshApplication): number {
  return Math.min(declaredNetwork(network)?.zones ?? 2, 6);
}
