/** Applications that are larger than App Mesh allows by default. */
import { quote } from '../../mesh/checks/value-text';
import type { MeshApplication } from '../../mesh/application';
import type { Problem } from '../../mesh/checks/problem';
import { problems } from '../../mesh/checks/problems';

/** Default quotas of App Mesh (Service Quotas); all of them can be raised. */
const quotas = { nodes: 200, services: 200, gateways: 3, backends: 50, routes: 50, gatewayRoutes: 10 };

export function validateQuotas({ name, nodes, externals, services, gateways }: MeshApplication): Problem[] {
  const counts: [string, string, number, number][] = [
    [`application ${quote(name)}`, 'nodes', nodes.length + externals.length, quotas.nodes],
    [`application ${quote(name)}`, 'services', services.length, quotas.services],
    [`application ${quote(name)}`, 'gateways', gateways.length, quotas.gateways],
  ];
  for (const node of nodes)
    counts.push([`node ${quote(node.name)}`, 'backends', node.backends.length, quotas.backends]);
  for (const { name: own, routes } of services)
    counts.push([`service ${quote(own)}`, 'routes', routes.length, quotas.routes]);
  for (const { name: own, routes } of gateways)
    counts.push([`gateway ${quote(own)}`, 'routes', routes.length, quotas.gatewayRoutes]);
  return counts
    .filter(([, , count, quota]) => count > quota)
    .map(([where, what, count, quota]) => problems.quota(where, what, count, quota));
}
