/** Whether the subnets of tasks have an address for each task: ECS starts none without. */
import type { MeshApplication } from '../application';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import type { OwnNetwork } from './own-network';
import { subnetPrefix, usableAddresses } from './subnets';

/**
 * Tasks of nodes alone, at their most: those of gateways, of jobs and of a deployment come on top, as do VPC endpoints. So
 * what is reported here never fits.
 */
export function validateTaskAddresses(
  network: OwnNetwork,
  { nodes }: Pick<MeshApplication, 'nodes'>,
): Problem[] {
  const addresses = network.zones * usableAddresses(subnetPrefix(network));
  const tasks = nodes
    .map(({ runs }) => (runs.kind === 'service' ? (runs.scaling?.max ?? runs.count) : 0))
    .reduce((sum, count) => sum + count, 0);
  return tasks > addresses ? [problems.networkAddresses('network', network.cidr, { tasks, addresses })] : [];
}
