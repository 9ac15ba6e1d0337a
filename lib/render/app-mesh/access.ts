/** Who reaches whom on App Mesh: Envoy calls Envoy on the listener's port, and load balancers call gateways. */
import type { MeshApplication } from '../../mesh/application';
import { edgesOf, exitsOf } from '../../mesh/lookup';
import { ENVOY_ADMIN_PORT } from '../../sidecars/app-mesh-envoy';
import { type Access, exitsTo, internetAccess, loadBalancerOf, tasksOf } from '../ecs/access';

/** A load balancer reads health from Envoy's admin server, so it reaches that port too. */
export function renderAccess(application: MeshApplication): Access {
  const { nodes, gateways } = application;
  const open = gateways.flatMap(({ name, listener, loadBalancer }) =>
    loadBalancer === undefined ? [] : [{ name, loadBalancer, port: listener.port }],
  );
  const internet = internetAccess(open);
  return {
    parties: [
      ...nodes.map(({ name }) => ({ ...tasksOf(name), description: `Tasks of node ${name}` })),
      ...gateways.map(({ name }) => ({ ...tasksOf(name), description: `Tasks of gateway ${name}` })),
      ...internet.parties,
    ],
    edges: [
      ...open.flatMap(({ name, port }) =>
        [port, ENVOY_ADMIN_PORT].map((each) => ({
          from: loadBalancerOf(name),
          to: tasksOf(name),
          port: each,
        })),
      ),
      ...edgesOf(application).map(({ from, to, port }) => ({ from: tasksOf(from), to: tasksOf(to), port })),
    ],
    exits: exitsTo(exitsOf(application).map(({ from, external }) => ({ from: tasksOf(from), external }))),
    doors: internet.doors,
  };
}
