/**
 * Where an Envoy answers whether its task takes requests, for callers' Envoys and load balancers, on a port of its own.
 */
import { renderConnectionManager } from './http-connection';
import { renderAnsweringCheck, renderRouter } from './http-filters';
import { type EnvoyListener, renderListener } from './listener';
import type { BootstrapRefs } from './ecs-or-local';

/** Each path answers 503 while the task leaves, or while one of its clusters (the application's ports) is unhealthy. */
export function renderHealthListener(
  { outerAddress, ports }: Pick<BootstrapRefs, 'outerAddress' | 'ports'>,
  answers: readonly { readonly path: string; readonly clusters: readonly string[] }[],
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
            filters: [
              ...answers.map(({ path, clusters }) => renderAnsweringCheck(path, clusters)),
              renderRouter(),
            ],
          }),
        ],
      },
    ],
  });
}
