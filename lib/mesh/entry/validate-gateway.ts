/** Mistakes in a gateway: its listener and its routes. */
import { validateOpenTasks } from './open';
import { validateEscapedSlashes } from '../match/escaped-slashes';
import type { KnownNames } from '../checks/known-names';
import { checkLimit } from '../checks/limit';
import { limits } from '../checks/limits';
import { keepAliveOf, mergesSlashes } from '../traffic/http-form';
import { type Listener, pickListener } from '../listener';
import { validateListener } from '../validate-listener';
import { validateRouteName } from '../checks/name-form';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import type { Protocol } from '../protocol';
import { validateReach } from '../match/unreachable-route';
import { validateRewrite } from './rewrite';
import { validateMatch } from '../match/validate-match';
import { validateSize } from '../runs/size';
import { quote } from '../checks/value-text';
import type { MeshGateway, MeshGatewayRoute } from './gateway';

/** @param listenersOf the listeners of a service; undefined if there is no such service or it has none */
export function validateGateway(
  gateway: MeshGateway,
  services: KnownNames,
  listenersOf: (service: string) => readonly Listener[] | undefined,
): Problem[] {
  const where = `gateway ${quote(gateway.name)}`;
  const place = (route: MeshGatewayRoute) => `${where} > route ${quote(route.name)}`;
  const { listener, routes, runs } = gateway;
  return [
    ...validateListener(listener, `${where} > listener ${listener.port}`),
    ...(keepAliveOf(listener) ? [problems.gatewayKeepAlive(`${where} > listener ${listener.port}`)] : []),
    ...(routes.length === 0 ? [problems.gatewayRoutesEmpty(where)] : []),
    ...routes.flatMap((route) => [
      ...validateGatewayRoute(route, listener, place(route)),
      ...(services.has(route.service)
        ? validateWay(
            route,
            { protocol: listener.protocol, listeners: listenersOf(route.service) },
            place(route),
          )
        : [problems.gatewayServiceUnknown(place(route), route.service, services)]),
    ]),
    ...validateReach(routes, where),
    ...validateEscapedSlashes(gateway, where),
    ...validateOpenTasks(gateway.open, `${where} > open`),
    ...validateSize(runs, `${where} > runs`),
  ];
}

function validateGatewayRoute(route: MeshGatewayRoute, listener: Listener, where: string): Problem[] {
  const { protocol } = listener;
  return [
    ...validateMatch(route.match, { protocol, merges: mergesSlashes(listener) }, where),
    ...checkLimit(limits.priority, route.priority, where),
    ...checkLimit(limits.port, route.port, where),
    ...validateRewrite(route.rewrite, { match: route.match, protocol }, `${where} > rewrite`),
    ...validateRouteName(route.name, where),
  ];
}

/** Envoy translates between HTTP/1.1 and HTTP/2. It routes gRPC only to gRPC, and bytes it cannot read at all. */
function validateWay(
  { service, port }: MeshGatewayRoute,
  {
    protocol,
    listeners,
  }: { readonly protocol: Protocol; readonly listeners: readonly Listener[] | undefined },
  where: string,
): Problem[] {
  if (listeners === undefined) return [];
  const reached = pickListener(listeners, port);
  if (reached === undefined)
    return [
      problems.gatewayPortUnknown(
        where,
        port,
        service,
        listeners.map((listener) => listener.port),
      ),
    ];
  const isTransparent = (each: Protocol) => each === 'http' || each === 'http2';
  return reached.protocol === protocol || (isTransparent(reached.protocol) && isTransparent(protocol))
    ? []
    : [problems.gatewayServiceProtocol(where, service, reached.protocol, protocol)];
}
