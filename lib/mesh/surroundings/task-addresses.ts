/** Whether the subnets of tasks have an address for each task: without an address ECS starts no task. */
import type { MeshApplication } from '../application';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import type { OwnNetwork } from './own-network';
import { subnetPrefix, usableAddresses } from './subnets';

/**
 * Counts only tasks of nodes, at their greatest number. Tasks of gateways, of jobs and of a deployment need more
 * addresses, as do VPC endpoints. So a network that is reported here is certainly too small.
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
