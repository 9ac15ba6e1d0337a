/** Lists of an application that are longer than AWS or a check allows. */
import type { MeshApplication } from './application';
import { checkCount } from './checks/limit';
import { counts } from './checks/limits';
import type { Problem } from './checks/problem';
import { quote } from './checks/value-text';

/** Runs first, since some checks compare each member of a list with every other. */
export function validateCounts({
  name,
  nodes,
  externals,
  services,
  gateways,
  loadBalancers,
}: MeshApplication): Problem[] {
  const whole = `application ${quote(name)}`;
  return [
    ...checkCount(counts.nodes, [...nodes, ...externals], whole),
    ...checkCount(counts.services, services, whole),
    ...checkCount(counts.gateways, gateways, whole),
    ...checkCount(counts.loadBalancers, loadBalancers, whole),
    ...services.flatMap((service) =>
      checkCount(counts.serviceRoutes, service.routes, `service ${quote(service.name)}`),
    ),
    ...gateways.flatMap((gateway) =>
      checkCount(counts.gatewayRoutes, gateway.routes, `gateway ${quote(gateway.name)}`),
    ),
  ];
}
