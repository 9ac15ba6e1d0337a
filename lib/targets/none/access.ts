/** Which tasks reach which without a mesh: tasks call the node that answers, and load balancers stand right before it. */
import type { MeshApplication } from '../../mesh/application';
import { lookupIn } from '../../mesh/lookup';
import {
  type Access,
  type AccessEdge,
  exitsTo,
  internetAccess,
  loadBalancerOf,
  type Party,
  tasksOf,
} from '../../ecs/access';
import { answeringNode, enteredListener, enteredService } from './answering-node';

export function renderAccess(application: MeshApplication): Access {
  const { nodes, gateways } = application;
  const lookup = lookupIn(application);
  const edges = (from: Party, service: string): AccessEdge[] => {
    const to = answeringNode(lookup.service(service));
    if (lookup.external(to)) return [];
    return lookup.listenersOf(service).map(({ port }) => ({ from, to: tasksOf(to), port }));
  };
  const calls = nodes.flatMap(({ name, backends }) =>
    backends.map((service) => ({ from: tasksOf(name), service })),
  );
  const open = gateways.flatMap((gateway) => {
    const { name, loadBalancer } = gateway;
    const service = enteredService(gateway);
    const listener = enteredListener(application, gateway);
    if (loadBalancer === undefined || service === undefined || listener === undefined) return [];
    return [{ name, service, port: listener.port, loadBalancer }];
  });
  const exits = calls.flatMap(({ from, service }) => {
    const external = lookup.external(answeringNode(lookup.service(service)));
    return external === undefined ? [] : [{ from, external }];
  });
  const internet = internetAccess(open);
  return {
    parties: [
      ...nodes.map(({ name }) => ({ ...tasksOf(name), description: `Tasks of node ${name}` })),
      ...internet.parties,
    ],
    // Two services may lead to one node.
    edges: once([
      ...open.flatMap(({ name, service, port: entered }) =>
        edges(loadBalancerOf(name), service).filter(({ port }) => port === entered),
      ),
      ...calls.flatMap(({ from, service }) => edges(from, service)),
    ]),
    exits: exitsTo(exits),
    doors: internet.doors,
    innerDoors: [],
  };
}

function once<T>(all: readonly T[]): T[] {
  return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
}
