/** All tasks with their addresses, as rows for the table and for scripts. */
import type { MeshApplication } from '../../mesh/application';
import { lookupIn } from '../../mesh/lookup';
import { targetsOf } from '../../mesh/service';
import type { TaskRow } from './events';
import { type LocalAddresses, taskAddressIn } from '../addresses/assign-addresses';

export function describeTasks(application: MeshApplication, addresses: LocalAddresses): TaskRow[] {
  const lookup = lookupIn(application);
  return addresses.tasks.map((task) => {
    const { address, ports } = taskAddressIn(addresses, application, { task });
    const admin = `http://${address}:${ports.admin}`;
    const common = { task: task.key, zone: task.zone, admin };
    if (task.kind === 'gateway')
      return { ...common, service: task.owner, version: '', url: `http://localhost:${ports.ingress(0)}` };
    const { runs, listeners } = lookup.node(task.owner);
    const { VERSION: version } = runs.environment;
    const [first] = listeners;
    return {
      ...common,
      service: servicesOf(application, task.owner).join(', '),
      // The nodes of one service are its versions, with or without a variable VERSION.
      version: typeof version === 'string' ? version : task.owner,
      ...(first && { url: `http://${address}:${ports.application(first.port)}` }),
    };
  });
}

function servicesOf({ services }: MeshApplication, node: string): string[] {
  return services.filter((service) => targetsOf(service).includes(node)).map(({ name }) => name);
}
