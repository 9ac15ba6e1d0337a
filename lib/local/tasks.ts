/**
 * The tasks of an application on this machine: the wanted number for each service, one for each gateway, none for jobs
 * and for images, which are not built here.
 */
import type { MeshApplication } from '../mesh/application';
import type { Runs, ServiceRuns } from '../mesh/runs/runs';
import { declaredNetwork } from '../mesh/surroundings/network';

export interface LocalTask {
  /** `red.1`; a gateway's task has the gateway's name. Names contain no dot, so all keys are different. */
  readonly key: string;
  readonly kind: 'node' | 'gateway';
  /** Name of the node or gateway. */
  readonly owner: string;
  /** Availability zone in its metadata, such as `us-west-2a`. */
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
        { length: runsHere(runs) ? (counts.get(name) ?? runs.count) : 0 },
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

/** A service that is started from a source folder. An image would need an engine for containers. */
export function runsHere(runs: Runs): runs is ServiceRuns & { readonly origin: { readonly source: string } } {
  return runs.kind === 'service' && 'source' in runs.origin;
}

/** Only AWS knows the zones of a network that exists. Two are used, since a load balancer needs that many. */
function zonesOf({ network }: MeshApplication): number {
  return Math.min(declaredNetwork(network)?.zones ?? 2, 6);
}
