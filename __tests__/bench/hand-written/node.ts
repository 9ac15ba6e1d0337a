/**
 * A node's Envoy, written by hand: the smallest configuration with the hops and duties of ours, which is what ours is
 * measured against. It shares no code with the renderer; `duties.test.ts` holds listeners, checks, retries, log and tracing
 * equal. What is not written is Envoy's default.
 *
 * Left out, because the mesh that is measured does not need it: WebSockets, open circuit breakers, panic thresholds, connect
 * timeouts, one form of a path behind the gateway, names for dashboards, and the note of the host that the caller said.
 */
import { tasksOf, application } from './clusters';
import {
  bootstrap,
  byMethod,
  healthFilter,
  healthListener,
  header,
  host,
  listener,
  log,
  marked,
  ROUTER,
  unmarked,
  withRetries,
  type Place,
} from './listeners';
import { tracing } from './tracing';

export interface Backend {
  readonly name: string;
  /** Port on the node's own loopback address. */
  readonly loopbackPort: number;
}

/** Every duty of a node's Envoy: requests in, requests out to each backend, and a port that says whether the task is well. */
export function handWrittenNode(name: string, backends: readonly Backend[], place: Place) {
  const traced = { tracing: tracing(name, place), access_log: log({ not_health_check_filter: {} }) };
  return bootstrap(name, place, {
    listeners: [
      listener(place.address, 23_000, {
        stat_prefix: 'in',
        // Outlasts the hour after which a caller's Envoy closes an idle connection.
        common_http_protocol_options: { idle_timeout: '4500s' },
        route_config: { virtual_hosts: [{ ...host('app', ['*'], { cluster: 'app' }), ...unmarked }] },
        codec_type: 'HTTP1',
        ...marked,
        // Other Envoys' checks go through to the application, and neither to the log nor to the traces.
        http_filters: [
          healthFilter({
            pass_through_mode: true,
            headers: [header(':path', '/health'), header('user-agent', 'Envoy/HC')],
          }),
          ROUTER,
        ],
        ...traced,
      }),
      ...backends.map((backend) =>
        listener(place.address, backend.loopbackPort, {
          stat_prefix: 'out',
          // The backend reads its own name and not a loopback address.
          route_config: {
            ...byMethod,
            virtual_hosts: [
              host(backend.name, ['*'], {
                ...withRetries(backend.name),
                host_rewrite_literal: `${backend.name}.shop.local:3000`,
              }),
            ],
          },
          http_filters: [ROUTER],
          ...traced,
        }),
      ),
      healthListener(place, { cluster_min_healthy_percentages: { app: { value: 100 } } }),
    ],
    clusters: [application(place), ...backends.map((backend) => tasksOf(backend.name, place))],
  });
}
