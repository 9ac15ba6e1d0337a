/** Where an Envoy says whether its task takes requests: to callers' Envoys and to load balancers, on a port of its own. */
import { renderConnectionManager } from './http-connection';
import { renderAnsweringCheck, renderRouter } from './http-filters';
import { HEALTH_PATH } from './health-path';
import { type EnvoyListener, renderListener } from './listener';
import type { BootstrapRefs } from './refs';

/** 503 while the task leaves, or while one of the clusters, its applications, is down. */
export function renderHealthListener(
  { outerAddress, ports }: Pick<BootstrapRefs, 'outerAddress' | 'ports'>,
  { clusters, path = HEALTH_PATH }: { readonly clusters: readonly string[]; readonly path?: string },
): EnvoyListener {
  return renderListener({
    name: 'health',
    address: { host: outerAddress, port: ports.health },
    filterChains: [
      {
        filters: [
          renderConnectionManager({
            statPrefix: 'health',
            hosts: [],
            filters: [renderAnsweringCheck(path, clusters), renderRouter()],
          }),
        ],
      },
    ],
  });
}
