/**
 * Where an Envoy answers whether its task takes requests, for callers' Envoys and load balancers, on a port of its own.
 */
import { renderConnectionManager } from './http-connection';
import { GRPC_PATH } from '../../../ecs/target-health';
import { GRPC_OK } from './grpc-health';
import { renderAnsweringCheck, renderRouter } from './http-filters';
import { type EnvoyListener, renderListener } from './listener';
import type { BootstrapRefs } from './ecs-or-local';

export interface HealthAnswer {
  readonly path: string;
  readonly clusters: readonly string[];
}

/**
 * Each path answers 503 while the task leaves, or while one of its clusters (the application's ports) is unhealthy.
 * @param answers the first one is of the whole task
 * @param isGrpc a load balancer asks in gRPC too, and reads 0 or 14 in place of 200 or 503
 */
export function renderHealthListener(
  { outerAddress, ports }: Pick<BootstrapRefs, 'outerAddress' | 'ports'>,
  { answers, isGrpc }: { readonly answers: readonly HealthAnswer[]; readonly isGrpc: boolean },
): EnvoyListener {
  const [ready] = answers;
  const all = isGrpc && ready ? [...answers, { ...ready, path: GRPC_PATH }] : answers;
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
              ...all.map(({ path, clusters }) => renderAnsweringCheck(path, clusters)),
              renderRouter(),
            ],
            ...(isGrpc && { localReplies: GRPC_OK }),
          }),
        ],
      },
    ],
  });
}
