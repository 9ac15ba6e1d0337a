/** Which tasks reach which without a mesh: tasks call the node that answers, and load balancers stand right before it. */
import type { MeshApplication } from '../../mesh/application';
import { lookupIn } from '../../mesh/lookup';
import { type Access, type AccessEdge, exitsTo, internetAccess, type Party, tasksOf } from '../../ecs/access';
import { edgesTo } from '../../ecs/load-balancer-end';
import { answeringNode } from './answering-node';
import { renderEnds } from './load-balancer-ends';

export function renderAccess(application: MeshApplication): Access {
  const { nodes, loadBalancers } = application;
  const lookup = lookupIn(application);
  const edges = (from: Party, service: string): AccessEdge[] => {
    const to = answeringNode(lookup.service(service));
    if (lookup.external(to)) return [];
    return lookup.listenersOf(service).map(({ port }) => ({ from, to: tasksOf(to), port }));
  };
  const calls = nodes.flatMap(({ name, backends }) =>
    backends.map((service) => ({ from: tasksOf(name), service })),
  );
  const exits = calls.flatMap(({ from, service }) => {
    const external = lookup.external(answeringNode(lookup.service(service)));
    return external === undefined ? [] : [{ from, external }];
  });
  const ends = renderEnds(application);
  const entering = new Set(ends.map(({ loadBalancer }) => loadBalancer));
  const internet = internetAccess(loadBalancers.filter(({ name }) => entering.has(name)));
  return {
    parties: [
      ...nodes.map(({ name }) => ({ ...tasksOf(name), description: `Tasks of node ${name}` })),
      ...internet.parties,
    ],
    // Two services may lead to one node.
    edges: once([...edgesTo(ends), ...calls.flatMap(({ from, service }) => edges(from, service))]),
    exits: exitsTo(exits),
    doors: internet.doors,
    innerDoors: [],
  };
}

function once<T>(all: readonly T[]): T[] {
  return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
}
