/**
 * Health checks of an Application Load Balancer whose target group speaks gRPC. They are calls of gRPC, and their matcher
 * knows codes of gRPC alone, 0 to 99.
 */
import type { MeshApplication } from '../../../mesh/application';
import { isOfHttp } from '../../../mesh/entry/load-balancer';
import { type Listener, pickListener } from '../../../mesh/listener';
import { lookupIn } from '../../../mesh/lookup';
import { GRPC_PATH, type TargetHealth } from '../../../ecs/target-health';
import type { LocalReplyConfig } from './not-reached';
import { HEALTH_PORT } from './ports';

/** 0 is OK. Envoy says 14, unavailable, where it would say 503 to others. */
export const GRPC_HEALTH: TargetHealth = { port: HEALTH_PORT, path: GRPC_PATH, matcher: '0' };

/** Envoy's own word for a 200 that it answers itself would be 2, unknown. Replies to other protocols have the header, too. */
export const GRPC_OK: LocalReplyConfig = {
  mappers: [
    {
      filter: {
        status_code_filter: {
          comparison: { op: 'EQ', value: { default_value: 200, runtime_key: 'healthy' } },
        },
      },
      headers_to_add: [{ header: { key: 'grpc-status', value: '0' } }],
    },
  ],
};

/** Whether a load balancer that speaks gRPC to the tasks of a gateway or node asks about their health. */
export function isAskedInGrpc(application: MeshApplication, tasks: string): boolean {
  return application.loadBalancers
    .filter(isOfHttp)
    .flatMap(({ routes }) => routes)
    .some(({ gateway, node, port }) => {
      if ((gateway ?? node) !== tasks) return false;
      const lookup = lookupIn(application);
      const listener: Listener | undefined =
        gateway === undefined
          ? pickListener(lookup.node(tasks).listeners, port)
          : lookup.gateway(gateway).listener;
      return listener?.protocol === 'grpc';
    });
}
