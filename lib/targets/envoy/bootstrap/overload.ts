/** How many connections a gateway accepts, and what it does before its memory is full. */
import type { MeshApplication } from '../../../mesh/application';
import type { MeshGateway } from '../../../mesh/entry/gateway';
import { GATEWAY_DESCRIPTORS } from '../../../ecs/containers/envoy';
import { traceMemory } from '../../../ecs/containers/trace-sidecar';

/** Open files for each request: the client's, both ends between the two hops, and the one to a task. */
const DESCRIPTORS_OF_A_REQUEST = 4;
/** Other files that Envoy has open: listeners, DNS, checks, admin. */
const OTHER_DESCRIPTORS = 1535;

/** Memory of Envoy outside of its heap, and memory of the drain container: 45 and 5 MiB, measured. */
const OTHER_MEMORY_MIB = 64;

/**
 * Measured in KiB for a connection: silent 8, half of a request's headers 20, half of its body 100 to 200, an answer that
 * is not read 190.
 */
const CONNECTION_KIB = 192;

export interface OverloadManager {
  readonly resource_monitors: readonly ResourceMonitor[];
  readonly actions: readonly Action[];
}

/** Envoy refers to a monitor by its name. */
type ResourceMonitor =
  | {
      readonly name: 'envoy.resource_monitors.global_downstream_max_connections';
      readonly typed_config: {
        readonly '@type': 'type.googleapis.com/envoy.extensions.resource_monitors.downstream_connections.v3.DownstreamConnectionsConfig';
        readonly max_active_downstream_connections: number;
      };
    }
  | {
      readonly name: typeof HEAP;
      readonly typed_config: {
        readonly '@type': 'type.googleapis.com/envoy.extensions.resource_monitors.fixed_heap.v3.FixedHeapConfig';
        readonly max_heap_size_bytes: number;
      };
    };

const HEAP = 'envoy.resource_monitors.fixed_heap';

interface Action {
  readonly name: `envoy.overload_actions.${'shrink_heap' | 'reject_incoming_connections' | 'stop_accepting_requests'}`;
  readonly triggers: readonly [
    { readonly name: typeof HEAP; readonly threshold: { readonly value: number } },
  ];
}

/** Above this number a new connection is closed at once. When memory is nearly full, requests are answered with 503. */
export function renderOverloadManager(
  { tracing }: Pick<MeshApplication, 'tracing'>,
  { runs }: Pick<MeshGateway, 'runs'>,
): OverloadManager {
  const heapMiB = runs.memoryMiB - OTHER_MEMORY_MIB - traceMemory(tracing);
  return {
    resource_monitors: [
      {
        name: 'envoy.resource_monitors.global_downstream_max_connections',
        typed_config: {
          '@type':
            'type.googleapis.com/envoy.extensions.resource_monitors.downstream_connections.v3.DownstreamConnectionsConfig',
          max_active_downstream_connections: mostConnections(heapMiB),
        },
      },
      {
        name: HEAP,
        typed_config: {
          '@type': 'type.googleapis.com/envoy.extensions.resource_monitors.fixed_heap.v3.FixedHeapConfig',
          max_heap_size_bytes: heapMiB * 1024 * 1024,
        },
      },
    ],
    actions: [
      action('shrink_heap', 0.9),
      action('reject_incoming_connections', 0.95),
      action('stop_accepting_requests', 0.98),
    ],
  };
}

function mostConnections(heapMiB: number): number {
  const byDescriptors = Math.floor((GATEWAY_DESCRIPTORS - OTHER_DESCRIPTORS) / DESCRIPTORS_OF_A_REQUEST);
  return Math.min(byDescriptors, Math.floor((heapMiB * 1024) / CONNECTION_KIB));
}

function action(
  name: 'shrink_heap' | 'reject_incoming_connections' | 'stop_accepting_requests',
  value: number,
): Action {
  return { name: `envoy.overload_actions.${name}`, triggers: [{ name: HEAP, threshold: { value } }] };
}
