/** A gateway's Envoy, written by hand, with the two hops of ours. See `node.ts`. */
import { endpoint, tasksOf } from './clusters';
import {
  bootstrap,
  byMethod,
  healthListener,
  host,
  listener,
  log,
  ROUTER,
  withRetries,
  type Place,
} from './listeners';
import { always, bounded, careful, LEAVING, overload } from './strangers';
import { tracing } from './tracing';

/** Two hops, as App Mesh had them: the first rewrites the host, the second routes by it and retries. */
export function handWrittenGateway(name: string, service: string, place: Place) {
  const { admin, static_resources, ...rest } = bootstrap(name, place, resources(name, service, place));
  return { ...rest, ...overload, admin: { ...admin, ignore_global_conn_limit: true }, static_resources };
}

function resources(name: string, service: string, place: Place) {
  return {
    listeners: [
      {
        ...bounded,
        ...listener(place.address, 8080, {
          stat_prefix: 'in',
          ...careful,
          // Behind one load balancer: who the client is, and one form of each path.
          use_remote_address: true,
          xff_num_trusted_hops: 1,
          normalize_path: true,
          merge_slashes: true,
          route_config: {
            virtual_hosts: [
              host('all', ['*'], {
                cluster: 'second_hop',
                // The second hop says how long a request may take.
                timeout: '0s',
                idle_timeout: '0s',
                host_rewrite_literal: `${service}.shop.local`,
                append_x_forwarded_host: true,
              }),
            ],
          },
          http_filters: [LEAVING, ROUTER],
          tracing: tracing(name, place),
          // What never gets to the second hop, which logs the rest.
          access_log: log({ response_flag_filter: { flags: ['NR', 'DPE'] } }),
        }),
      },
      {
        ...bounded,
        ...always,
        ...listener(place.address, 15_001, {
          stat_prefix: 'out',
          route_config: {
            ...byMethod,
            virtual_hosts: [host(service, [`${service}.shop.local`], withRetries(service))],
          },
          http_filters: [ROUTER],
          access_log: log({ not_health_check_filter: {} }),
        }),
      },
      { ...always, ...healthListener(place, {}) },
    ],
    clusters: [
      { ...bounded, name: 'second_hop', type: 'STATIC', ...endpoint('second_hop', place.address, 15_001) },
      { ...bounded, ...tasksOf(service, place) },
    ],
  };
}
