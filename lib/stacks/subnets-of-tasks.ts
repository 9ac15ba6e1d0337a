/** Which subnets of the network tasks run in. */
import type { MeshApplication } from '../mesh/application';
import { declaredNetwork } from '../mesh/surroundings/network';
import type { TaskPlace } from '../ecs/constructs/task';

export interface Subnets {
  readonly publicSubnetIds: readonly string[];
  readonly privateSubnetIds: readonly string[];
}

export function subnetsOfTasks(
  { network }: Pick<MeshApplication, 'network'>,
  { publicSubnetIds, privateSubnetIds }: Subnets,
): Pick<TaskPlace, 'subnetIds' | 'publicIp'> {
  const arePublic = network.kind === 'existing' ? network.publicIp : declaredNetwork(network)?.publicIp;
  return arePublic ? { subnetIds: publicSubnetIds, publicIp: true } : { subnetIds: privateSubnetIds };
}
