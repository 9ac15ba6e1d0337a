/** Which subnets of the network tasks run in. */
import type { MeshApplication } from '../mesh/application';
import type { TaskPlace } from '../ecs/constructs/task';

export interface Subnets {
  readonly publicSubnetIds: readonly string[];
  readonly privateSubnetIds: readonly string[];
}

export function subnetsOfTasks(
  { network }: Pick<MeshApplication, 'network'>,
  { publicSubnetIds, privateSubnetIds }: Subnets,
): Pick<TaskPlace, 'subnetIds' | 'publicIp'> {
  return network.kind === 'own' && network.publicIp
    ? { subnetIds: publicSubnetIds, publicIp: true }
    : { subnetIds: privateSubnetIds };
}
