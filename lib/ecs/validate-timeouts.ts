/** Where an Envoy on the way ends a request before its route does, whatever the target that runs Envoys. */
import type { MeshApplication } from '../mesh/application';
import { type Duration, formatDuration } from '../mesh/duration';
import { pickListener } from '../mesh/listener';
import type { Problem } from '../mesh/checks/problem';
import { problems } from '../mesh/checks/problems';
import { ENVOY_TIMEOUT } from '../mesh/traffic/timeout';

/**
 * Each Envoy on the way has 15 seconds of its own, and the shortest one ends the request: App Mesh's guide wants more
 * than that on the route and on the listener of every node it leads to.
 */
export function validateTimeouts({ nodes, services }: MeshApplication): Problem[] {
  const listenersOf = new Map(nodes.map(({ name, listeners }) => [name, listeners]));
  return services.flatMap((service) =>
    service.routes.flatMap(({ name, match, targets, timeout }) => {
      const asked = timeout?.perRequest;
      if (asked === undefined) return [];
      const where = `service ${JSON.stringify(service.name)} > route ${JSON.stringify(name)} > timeout`;
      return targets
        .filter(({ node }) => {
          // An external node has no Envoy that could give up.
          const listener = pickListener(listenersOf.get(node) ?? [], match.port);
          const own = listener?.timeout?.perRequest ?? ENVOY_TIMEOUT;
          return listener !== undefined && length(asked) > length(own);
        })
        .map(({ node }) =>
          problems.timeoutCutShort(
            where,
            'the route',
            node,
            asked.milliseconds === 0 ? 'no limit' : formatDuration(asked),
          ),
        );
    }),
  );
}

/** 0 turns a timeout off. */
const length = ({ milliseconds }: Duration) => milliseconds || Infinity;
