/** Reports routes whose requests an Envoy on the way ends before the route does. For every target with Envoys. */
import { quote } from '../mesh/checks/value-text';
import type { MeshApplication } from '../mesh/application';
import { type Duration, formatDuration } from '../mesh/duration';
import { pickListener } from '../mesh/listener';
import type { Problem } from '../mesh/checks/problem';
import { problems } from '../mesh/checks/problems';
import { ENVOY_TIMEOUT } from '../mesh/traffic/timeout';

/**
 * Each Envoy on the way has a limit of its own, 15 seconds by default, and the shortest one ends the request. So App
 * Mesh's guide wants a longer limit on the route and on the listener of every node that it leads to.
 */
export function validateTimeouts({ nodes, services }: MeshApplication): Problem[] {
  const listenersOf = new Map(nodes.map(({ name, listeners }) => [name, listeners]));
  return services.flatMap((service) =>
    service.routes.flatMap(({ name, match, targets, timeout }) => {
      const asked = timeout?.perRequest;
      if (asked === undefined) return [];
      const where = `service ${quote(service.name)} > route ${quote(name)} > timeout`;
      return targets
        .filter(({ node }) => {
          // An external node has no Envoy, so it has no limit.
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

/** 0 turns the limit off. */
const length = ({ milliseconds }: Duration) => milliseconds || Infinity;
