/** Where load balancers lead on a target: each end becomes a target group, which tasks of a node or gateway join. */
import { pickListener } from '../mesh/listener';
import type { MeshApplication } from '../mesh/application';
import { destinationOf, type MeshLoadBalancerRoute } from '../mesh/entry/load-balancer-route';
import type { MeshNode } from '../mesh/node';
import { APPLICATION_CONTAINER } from './application-container';
import { applicationHealth, type TargetHealth } from './target-health';
import { type AccessEdge, loadBalancerOf, tasksOf } from './access';

export interface LoadBalancerEnd {
  readonly loadBalancer: string;
  /** The gateway or node that the route names. */
  readonly destination: string;
  /** The same, with a port where the route names one. Each has a target group. */
  readonly group: string;
  /** The gateway or node whose tasks join. Without gateways it is another than the route's. */
  readonly tasks: string;
  readonly containerName: string;
  /** Where the container listens. */
  readonly port: number;
  readonly health: TargetHealth;
}

/** What a target says of one route; undefined where it leads nowhere on that target. */
export type EndOf = (
  route: MeshLoadBalancerRoute,
) => Omit<LoadBalancerEnd, 'loadBalancer' | 'destination' | 'group'> | undefined;

/** Each once, although several routes may lead there. In the order of load balancers, then of routes. */
export function endsIn(
  { loadBalancers }: Pick<MeshApplication, 'loadBalancers'>,
  endOf: EndOf,
): LoadBalancerEnd[] {
  const ends = loadBalancers.flatMap(({ name: loadBalancer, routes }) =>
    routes.flatMap((route) => {
      const end = endOf(route);
      return end === undefined
        ? []
        : [{ loadBalancer, destination: destinationOf(route), group: groupOf(route), ...end }];
    }),
  );
  return [...new Map(ends.map((end) => [`${end.loadBalancer} ${end.group}`, end])).values()];
}

export function groupOf(route: MeshLoadBalancerRoute): string {
  return route.port === undefined ? destinationOf(route) : `${destinationOf(route)}-${route.port}`;
}

/** Where the load balancer leads to the node's application itself, or the platform leads its connections to Envoy. */
export function applicationEnd({ name, listeners }: MeshNode, port?: number): ReturnType<EndOf> {
  const listener = pickListener(listeners, port);
  return (
    listener && {
      tasks: name,
      containerName: APPLICATION_CONTAINER,
      port: listener.port,
      health: applicationHealth(listener),
    }
  );
}

/** The connections of load balancers: requests, and health checks where they go to another port. */
export function edgesTo(ends: readonly LoadBalancerEnd[]): AccessEdge[] {
  return ends.flatMap(({ loadBalancer, tasks, port, health }) =>
    [port, ...(health.port === undefined ? [] : [health.port])].map((each) => ({
      from: loadBalancerOf(loadBalancer),
      to: tasksOf(tasks),
      port: each,
    })),
  );
}
