/**
 * How long a connection of a load balancer may carry nothing: as long as the gateways and nodes behind it may be silent.
 */
import { limits } from '../checks/limits';
import type { Duration } from '../duration';
import type { MeshGateway } from './gateway';
import { type Listener, pickListener } from '../listener';
import { hasCertificate } from './load-balancer';
import type { MeshLoadBalancer } from './mesh-load-balancer';
import type { MeshApplication } from '../application';
import { type Lookup, lookupIn } from '../lookup';
import { ENVOY_IDLE, ENVOY_TIMEOUT, type Timeout } from '../traffic/timeout';

/**
 * In seconds. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html
 * (`idle_timeout`), https://docs.aws.amazon.com/elasticloadbalancing/latest/network/update-idle-timeout.html
 */
const idleOf: Readonly<Record<'application' | 'network', { readonly usual: number; readonly most: number }>> =
  {
    application: { usual: 60, most: limits.applicationIdle.max },
    network: { usual: 350, most: limits.networkIdle.max },
  };

/**
 * Seconds by which a load balancer waits longer than what is behind it. So the Envoy that knows the reason ends the
 * request first.
 */
const MARGIN = 5;

export interface LoadBalancerIdle {
  /** The value that is written. */
  readonly seconds: number;
  /** The best possible value: what is behind would close the connection earlier, or AWS allows no more. */
  readonly most: number;
  /** It is AWS's own value, so it need not be written. */
  readonly isUsual: boolean;
  /** Routes behind which an answer may be silent for longer: gateways first, in the order of routes. */
  readonly over: readonly SilentWay[];
}

/** A route of a gateway, or a node right behind the load balancer. */
export interface SilentWay {
  readonly gateway?: string;
  readonly name: string;
}

/**
 * @param closesAfter seconds after which a program behind it closes a connection between requests. The load balancer must
 * close first, or it sends a request into a closed connection and answers 502
 */
export function loadBalancerIdle(
  loadBalancer: MeshLoadBalancer,
  {
    application,
    closesAfter = Infinity,
  }: { readonly application: MeshApplication; readonly closesAfter?: number },
): LoadBalancerIdle {
  const { routes } = loadBalancer;
  const idleTimeout = loadBalancer.kind === 'existing' ? undefined : loadBalancer.idleTimeout;
  const { usual, most: longestPossible } = limitsOf(loadBalancer);
  const most = Math.min(longestPossible, closesAfter - 2 * MARGIN);
  const lookup = lookupIn(application);
  const gateways = new Set(routes.flatMap(({ gateway }) => gateway ?? []));
  const ways = [
    ...[...gateways].flatMap((gateway) => throughGateway(gateway, lookup)),
    ...routes.flatMap(({ node, port }) =>
      node === undefined ? [] : [{ way: { name: node }, silence: ownSilence(lookup, node, port) }],
    ),
  ];
  const longest = Math.max(0, ...ways.map(({ silence }) => silence));
  const wanted = Math.max(usual, Math.ceil(longest) + MARGIN);
  const seconds = idleTimeout === undefined ? Math.min(most, wanted) : length(idleTimeout);
  return {
    seconds,
    most,
    isUsual: idleTimeout === undefined ? wanted === usual : seconds === usual,
    over: ways.filter(({ silence }) => silence > Math.min(most, seconds)).map(({ way }) => way),
  };
}

/** A Network Load Balancer that ends TLS has no such setting. A listener that exists may wait as long as AWS allows. */
function limitsOf(loadBalancer: MeshLoadBalancer): { readonly usual: number; readonly most: number } {
  const { kind } = loadBalancer;
  if (kind === 'existing') return { usual: idleOf.application.most, most: idleOf.application.most };
  const { usual, most } = idleOf[kind];
  return { usual, most: kind === 'network' && hasCertificate(loadBalancer) ? usual : most };
}

function throughGateway(name: string, lookup: Lookup) {
  const gateway = lookup.gateway(name);
  return gateway.routes.map((route) => ({
    way: { gateway: name, name: route.name },
    silence: silenceOf(gateway, route, lookup),
  }));
}

type Way = Pick<MeshGateway['routes'][number], 'service' | 'port'>;

/** Seconds for which an answer through a route of the gateway may be silent; Infinity without a limit. */
function silenceOf(gateway: MeshGateway, { service, port }: Way, lookup: Lookup): number {
  const entered = port ?? lookup.listenerOf(service).port;
  const routes = lookup
    .service(service)
    .routes.filter((route) => lookup.listenerOfRoute(route).port === entered);
  const behind = routes.flatMap((route) =>
    route.targets.map(({ node }) => Math.min(silence(route.timeout), ownSilence(lookup, node, entered))),
  );
  // By default, a gateway's first hop has no limit.
  const { timeout } = gateway.listener;
  return Math.min(timeout === undefined ? Infinity : said(timeout), Math.max(0, ...behind));
}

/** An external node has no Envoy with a limit. */
function ownSilence(lookup: Lookup, node: string, port?: number): number {
  if (lookup.external(node) !== undefined) return Infinity;
  const listener: Listener | undefined = pickListener(lookup.node(node).listeners, port);
  return silence(listener?.timeout);
}

/** A WebSocket ends only by this timeout. For a request Envoy has this timeout and another one. */
function silence(timeout: Timeout | undefined): number {
  if (timeout?.idle !== undefined) return length(timeout.idle);
  const perRequest = length(timeout?.perRequest ?? ENVOY_TIMEOUT);
  return perRequest === Infinity ? length(ENVOY_IDLE) : perRequest;
}

function said({ perRequest, idle }: Timeout): number {
  return length(idle ?? perRequest ?? { milliseconds: 0 });
}

/** 0 turns a timeout off. */
const length = ({ milliseconds }: Duration) => (milliseconds === 0 ? Infinity : milliseconds / 1000);
