/** Reports what App Mesh, or the Terraform provider for it, cannot express in routes of services and gateways. */
import { quote } from '../../mesh/checks/value-text';
import type { MeshApplication } from '../../mesh/application';
import type { MeshGateway, MeshGatewayRoute } from '../../mesh/entry/gateway';
import { lookupIn } from '../../mesh/lookup';
import type { Problem } from '../../mesh/checks/problem';
import { problems } from '../../mesh/checks/problems';
import type { Protocol } from '../../mesh/protocol';
import { type PrioritizedRoute, renderPriorities } from './priorities';

const target = 'app-mesh';

export function validateRoutes(application: MeshApplication): Problem[] {
  const { services, gateways } = application;
  const lookup = lookupIn(application);
  return [
    ...services.flatMap((service) => {
      const where = `service ${quote(service.name)}`;
      return service.routes.flatMap((route) =>
        validatePriority(route.priority, `${where} > route ${quote(route.name)}`),
      );
    }),
    ...services.flatMap(({ name, routes }) =>
      validateOrder(
        routes.map((route) => ({ ...route, port: lookup.listenerOfRoute(route).port })),
        `service ${quote(name)}`,
      ),
    ),
    ...gateways.flatMap(validateGatewayRoutes),
    ...gateways.flatMap(({ name, routes }) => validateOrder(routes, `gateway ${quote(name)}`)),
    ...validateTcpPorts(application),
  ];
}

/** Priorities alone tell App Mesh the order. If they are equal or run out, App Mesh does not know it. */
function validateOrder(routes: readonly PrioritizedRoute[], where: string): Problem[] {
  return renderPriorities(routes).untold.map(({ first, second, priority }) =>
    problems.orderUntold(`${target}: ${where} > route ${quote(second)}`, first, priority),
  );
}

/** The provider leaves 0 out (measured with 5.100.0), so the first route would become the last. */
function validatePriority(priority: number | undefined, where: string): Problem[] {
  if (priority !== 0) return [];
  return [problems.unsupported(where, target, 'priority 0 in its Terraform provider', 'use 1 or more')];
}

function validateGatewayRoutes({ name, listener, routes }: MeshGateway): Problem[] {
  return routes.flatMap((route) => {
    const where = `gateway ${quote(name)} > route ${quote(route.name)}`;
    return [
      ...validatePriority(route.priority, where),
      ...validateReserved(route, where),
      ...(listener.protocol === 'grpc' ? validateGrpc(route, where) : validateHttp(route, where)),
    ];
  });
}

/** App Mesh answers requests under these prefixes itself. */
function validateReserved({ match }: MeshGatewayRoute, where: string): Problem[] {
  const { prefix, path, serviceName } = match;
  const start = prefix ?? (path?.kind === 'exact' ? path.value : '');
  return [
    ...(/^\/aws-app-?mesh/.test(start) ? [problems.reservedPrefix(where, start)] : []),
    ...(serviceName?.startsWith('aws.app-mesh') === true
      ? [problems.reservedServiceName(where, serviceName)]
      : []),
  ];
}

const inProvider = (feature: string) => `${feature} of a gateway's route in its Terraform provider`;

function validateHttp({ match }: MeshGatewayRoute, where: string): Problem[] {
  if (match.method === undefined) return [];
  const fix = "match it in the service's route, or use a header";
  return [problems.unsupported(where, target, inProvider('method'), fix)];
}

function validateGrpc({ match, rewrite }: MeshGatewayRoute, where: string): Problem[] {
  const missing = (feature: string, fix: string) =>
    problems.unsupported(where, target, inProvider(feature), fix);
  return [
    ...(match.serviceName === undefined
      ? [missing('gRPC match without a serviceName', 'add serviceName, in a route for each of them')]
      : []),
    ...(match.hostname ? [missing('gRPC hostname', 'remove it')] : []),
    ...(match.metadata.length > 0 ? [missing('gRPC metadata', "match it in the service's route")] : []),
    ...(rewrite ? [missing('gRPC rewrite', 'remove it')] : []),
  ];
}

/**
 * Envoy detects what is not HTTP by its port alone (aws-app-mesh-roadmap#195), so HTTP on the same port is affected too.
 */
function validateTcpPorts(application: MeshApplication): Problem[] {
  const lookup = lookupIn(application);
  return application.nodes.flatMap(({ name, backends }) => {
    const byPort = new Map<number, { readonly service: string; readonly protocol: Protocol }[]>();
    for (const service of backends)
      for (const { protocol, port } of lookup.listenersOf(service))
        byPort.set(port, [...(byPort.get(port) ?? []), { service, protocol }]);
    return [...byPort]
      .filter(([, met]) => met.length > 1 && met.some(({ protocol }) => protocol === 'tcp'))
      .map(([port, met]) =>
        problems.tcpPortShared(
          `node ${quote(name)} > backends`,
          port,
          met.map(({ service }) => service),
        ),
      );
  });
}
