/** Where load balancers lead on a target, and who enters them: each end becomes a target group, which tasks of a node or gateway join. */
import { pickListener } from '../mesh/listener';
import type { MeshApplication } from '../mesh/application';
import type { Duration } from '../mesh/duration';
import { isDualstack } from '../mesh/entry/ip-address-type';
import { type LoadBalancer, listenerPorts } from '../mesh/entry/load-balancer';
import { destinationOf, type MeshLoadBalancerRoute } from '../mesh/entry/load-balancer-route';
import { type MeshLoadBalancer, ownerOf } from '../mesh/entry/mesh-load-balancer';
import type { MeshNode } from '../mesh/node';
import type { Protocol } from '../mesh/protocol';
import { completeRef } from '../mesh/surroundings/reference';
import type { Network } from '../mesh/surroundings/network';
import { APPLICATION_CONTAINER } from './application-container';
import { applicationHealth, type TargetHealth } from './target-health';
import { type Access, joinOpened, loadBalancerOf, once, openTo, tasksOf } from './access';

export interface LoadBalancerEnd {
  readonly loadBalancer: string;
  /** The gateway or node that the route names. */
  readonly destination: string;
  /** The same name, with a port if the route gives one. Each has a target group. */
  readonly group: string;
  /** The gateway or node whose tasks join. On a target without gateways it is not the route's own. */
  readonly tasks: string;
  readonly containerName: string;
  /** The container's port. */
  readonly port: number;
  /** The protocol on that port. */
  readonly protocol: Protocol;
  readonly health: TargetHealth;
  /** How long failed checks of a new task do not count. @default - 60 s */
  readonly gracePeriod?: Duration;
}

/** The end of one route on a target; undefined if the route leads nowhere on that target. */
export type EndOf = (
  route: MeshLoadBalancerRoute,
  loadBalancer: Pick<MeshLoadBalancer, 'kind' | 'internal'>,
) => Omit<LoadBalancerEnd, 'loadBalancer' | 'destination' | 'group' | 'gracePeriod'> | undefined;

/** Each end once, although several routes may lead there. In the order of load balancers, then of routes. */
export function endsIn(
  { loadBalancers }: Pick<MeshApplication, 'loadBalancers'>,
  endOf: EndOf,
): LoadBalancerEnd[] {
  const ends = loadBalancers.flatMap(({ name: loadBalancer, routes, kind, internal, targetGroup }) =>
    routes.flatMap((route) => {
      const end = endOf(route, { kind, internal });
      if (end === undefined) return [];
      const own = { loadBalancer, destination: destinationOf(route), group: groupOf(route) };
      const { healthCheckGracePeriod: gracePeriod, healthCheck } = targetGroup ?? {};
      // A path of the user's is the application's: it is asked where requests go, so no other port need be open.
      const health = healthCheck?.path === undefined ? end.health : { path: healthCheck.path };
      return [{ ...own, ...end, health, ...(gracePeriod && { gracePeriod }) }];
    }),
  );
  return [...new Map(ends.map((end) => [`${end.loadBalancer} ${end.group}`, end])).values()];
}

/** The longest time of all of them, in seconds. */
export function graceOf(ends: readonly LoadBalancerEnd[]): number | undefined {
  const periods = ends.flatMap(({ gracePeriod }) => (gracePeriod ? [gracePeriod.milliseconds / 1000] : []));
  return periods.length === 0 ? undefined : Math.max(...periods);
}

export function groupOf(route: MeshLoadBalancerRoute): string {
  return route.port === undefined ? destinationOf(route) : `${destinationOf(route)}-${route.port}`;
}

/** The end at the node's application itself, or at its port, if the connections to it are redirected to Envoy. */
export function applicationEnd(
  { name, listeners }: MeshNode,
  port: number | undefined,
  kind: LoadBalancer['kind'],
): ReturnType<EndOf> {
  const listener = pickListener(listeners, port);
  return (
    listener && {
      tasks: name,
      containerName: APPLICATION_CONTAINER,
      port: listener.port,
      protocol: listener.protocol,
      health: applicationHealth(listener, kind),
    }
  );
}

/** Each load balancer has a group, which is open to its clients on the ports of its listeners. */
export function entryAccess(
  loadBalancers: readonly MeshLoadBalancer[],
  network: Network,
): Pick<Access, 'parties' | 'doors' | 'innerDoors' | 'openings'> {
  const own = loadBalancers.filter(({ kind }) => kind !== 'existing');
  const opened = own.map((loadBalancer) =>
    openTo(loadBalancer.open, loadBalancerOf(loadBalancer.name), {
      ports: listenerPorts(loadBalancer),
      ...(isDualstack(loadBalancer, network) && { ipv6: true }),
    }),
  );
  return {
    parties: own.map((loadBalancer) => ({
      ...loadBalancerOf(loadBalancer.name),
      description: describe(loadBalancer),
    })),
    ...joinOpened(opened),
  };
}

/** A changed description replaces the group. */
function describe(loadBalancer: MeshLoadBalancer): string {
  const owner = ownerOf(loadBalancer);
  return `Load balancer ${owner === undefined ? '' : `of ${owner} `}${loadBalancer.name}`;
}

/** The connections of load balancers: requests, and health checks if they go to another port. */
export function entering(
  { loadBalancers }: Pick<MeshApplication, 'loadBalancers'>,
  ends: readonly LoadBalancerEnd[],
): Pick<Access, 'edges' | 'openings'> {
  const groups = new Map(
    loadBalancers.flatMap((each) =>
      each.kind === 'existing' ? [[each.name, completeRef(each.securityGroup)]] : [],
    ),
  );
  const ways = ends.flatMap(({ loadBalancer, tasks, port, health }) =>
    [port, ...(health.port === undefined ? [] : [health.port])].map((each) => ({
      loadBalancer,
      way: { to: tasksOf(tasks), port: each },
    })),
  );
  return {
    edges: once(
      ways
        .filter(({ loadBalancer }) => !groups.has(loadBalancer))
        .map(({ loadBalancer, way }) => ({ from: loadBalancerOf(loadBalancer), ...way })),
    ),
    openings: once(
      ways.flatMap(({ loadBalancer, way }) => {
        const securityGroup = groups.get(loadBalancer);
        return securityGroup === undefined ? [] : [{ ...way, from: { securityGroup } }];
      }),
    ),
  };
}
