/** Which tasks reach which without a mesh: tasks call the node that answers, and load balancers stand right before it. */
import type { MeshApplication } from '../../mesh/application';
import { lookupIn } from '../../mesh/lookup';
import {
  type Access,
  type AccessEdge,
  callerParties,
  callTo,
  joinOpened,
  once,
  openTo,
  type Party,
  tasksOf,
} from '../../ecs/access';
import { exitsTo } from '../../ecs/join-access';
import { entering, entryAccess } from '../../ecs/load-balancer-end';
import { renderedOnce } from '../../ecs/rendered-once';
import { answeringNode } from './answering-node';
import { renderEnds } from './load-balancer-ends';

const rendered = renderedOnce<Access>();

/** Once for each application: each stack asks. */
export const renderAccess = (application: MeshApplication): Access =>
  rendered(application, 'access', () => accessOf(application));

function accessOf(application: MeshApplication): Access {
  const { nodes, loadBalancers, network } = application;
  const lookup = lookupIn(application);
  const edgesTo = (from: Party, service: string): AccessEdge[] => {
    const to = answeringNode(lookup.service(service));
    if (lookup.external(to)) return [];
    return lookup.listenersOf(service).map(({ port }) => callTo(lookup.node(to), { from, port }));
  };
  const calls = nodes.flatMap(({ name, backends }) =>
    backends.map((service) => ({ from: tasksOf(name), service })),
  );
  // Two services may lead to one node.
  const edges = once(calls.flatMap(({ from, service }) => edgesTo(from, service)));
  const exits = calls.flatMap(({ from, service }) => {
    const external = lookup.external(answeringNode(lookup.service(service)));
    return external === undefined ? [] : [{ from, external }];
  });
  const ends = renderEnds(application);
  const here = new Set(ends.map(({ loadBalancer }) => loadBalancer));
  const entries = entryAccess(
    loadBalancers.filter(({ name }) => here.has(name)),
    network,
  );
  const entered = entering(application, ends);
  return {
    parties: [
      ...nodes.map(({ name }) => ({ ...tasksOf(name), description: `Tasks of node ${name}` })),
      ...entries.parties,
      ...callerParties(edges),
    ],
    edges: [...entered.edges, ...edges],
    exits: exitsTo(exits, nodes),
    ...joinOpened([
      entries,
      { doors: [], innerDoors: [], openings: entered.openings },
      ...nodes.map(({ name, open = [], listeners }) =>
        openTo(open, tasksOf(name), { ports: listeners.map(({ port }) => port) }),
      ),
    ]),
  };
}
