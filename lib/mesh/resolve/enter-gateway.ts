/** A client calls a gateway: where its request goes, from the load balancer to the service. */
import type { Duration } from '../duration';
import { mergesSlashes } from '../traffic/http-form';
import { plainRequest } from './escaped-slashes';
import { throughLoadBalancer } from './load-balancer';
import { firstThatTakes } from './ordered-routes';
import { readRequest } from './request';
import type { Resolution } from './resolution';
import type { ReadyGateway, Resolver } from './resolver';
import { noteHop, takeRoute, type Walk } from './take-route';
import { endOf, timeoutOf } from './through-service';

export function enterGateway(
  resolver: Resolver,
  { gateway, routes, outside }: ReadyGateway,
  walking: Walk,
): Resolution {
  const { request, hops } = walking;
  if (request.protocol === 'tcp') return { kind: 'lost', why: 'protocol' };
  const plain = plainRequest(gateway, request);
  if (plain.kind === 'lost') return plain;
  const said = readRequest(plain.request, request.host ?? 'localhost', mergesSlashes(gateway.listener));
  const read = throughLoadBalancer(resolver.application, gateway, said);
  if (hops) noteHop(hops, { at: 'gateway', name: gateway.name, routes, read });
  const taken = firstThatTakes(routes, read);
  if (taken === undefined) return { kind: 'lost', why: 'gateway-route', status: 404 };
  const { service, port, change } = taken.way;
  const entrance = resolver.entrance(service, port);
  if (entrance === undefined) return { kind: 'lost', why: 'port', service };
  const changed = change(read);
  const found = takeRoute(entrance, {
    read: changed,
    hostOf: () => changed.authority,
    ...(hops && { hops }),
  });
  if (found.kind === 'lost') return { ...found, gatewayRoute: taken.name };
  const own = timeoutOf(
    { perRequest: { milliseconds: 0 }, idle: { milliseconds: 0 }, ...gateway.listener.timeout },
    gateway.listener,
  );
  const limits = shorter(found.timeout, own);
  const end = limits.perRequest && { endsWith: endOf(gateway.listener) };
  const inside = { ...found.timeout, ...limits, ...end };
  return {
    ...found,
    gatewayRoute: taken.name,
    timeout: { ...inside, ...shorter(inside, outside.get(taken.name) ?? {}) },
  };
}

interface Limits {
  readonly perRequest?: Duration;
  readonly idle?: Duration;
}

function shorter(a: Limits, b: Limits): Limits {
  const perRequest = shortest(a.perRequest, b.perRequest);
  const idle = shortest(a.idle, b.idle);
  return { ...(perRequest && { perRequest }), ...(idle && { idle }) };
}

function shortest(a: Duration | undefined, b: Duration | undefined): Duration | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a.milliseconds <= b.milliseconds ? a : b;
}
