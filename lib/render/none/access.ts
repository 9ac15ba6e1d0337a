/** Who reaches whom without a mesh: tasks call the node that answers, and load balancers stand right before it. */
import type { MeshApplication } from '../../mesh/application';
import { lookupIn } from '../../mesh/lookup';
import {
  type Access,
  type AccessEdge,
  internetAccess,
  loadBalancerOf,
  type Party,
  tasksOf,
} from '../ecs/access';
import { answeringNode, enteredService } from './answering-node';

export function renderAccess(application: MeshApplication): Access {
  const { nodes, gateways } = application;
  const lookup = lookupIn(application);
  const edge = (from: Party, service: string): AccessEdge => ({
    from,
    to: tasksOf(answeringNode(lookup.service(service))),
    port: lookup.listenerOf(service).port,
  });
  const open = gateways.flatMap((gateway) => {
    const { name, loadBalancer } = gateway;
    const service = enteredService(gateway);
    return loadBalancer === undefined || service === undefined ? [] : [{ name, service, loadBalancer }];
  });
  const edges = [
    ...open.map(({ name, service }) => edge(loadBalancerOf(name), service)),
    ...nodes.flatMap(({ name, backends }) => backends.map((service) => edge(tasksOf(name), service))),
  ];
  const internet = internetAccess(open);
  return {
    parties: [
      ...nodes.map(({ name }) => ({ ...tasksOf(name), description: `Tasks of node ${name}` })),
      ...internet.parties,
    ],
    // Two services may lead to one node.
    edges: [...new Map(edges.map((each) => [JSON.stringify(each), each])).values()],
    doors: internet.doors,
  };
}
