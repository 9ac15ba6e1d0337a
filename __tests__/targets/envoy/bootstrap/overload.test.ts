/** How many connections a gateway takes, by the memory of its task. */
import { renderOverloadManager } from '../../../../lib/targets/envoy/bootstrap/overload';

const MIB = 1024 * 1024;

function limits(memoryMiB: number, tracer?: 'xray' | 'opentelemetry') {
  const { resource_monitors } = renderOverloadManager(
    tracer ? { tracing: { tracer, samplingRate: 1 } } : {},
    { runs: { cpu: 512, memoryMiB, count: 1 } as never },
  );
  const [connections, heap] = resource_monitors.map(({ typed_config }) => typed_config);
  return { ...connections, ...heap };
}

it.each([
  // A task of 1 GiB has 64 MiB outside of Envoy's heap; each connection has 192 KiB.
  [1024, undefined, 960, 5120],
  [1024, 'xray', 704, 3754],
  [1024, 'opentelemetry', 704, 3754],
  [512, undefined, 448, 2389],
  // Each request takes four of Fargate's 65,535 descriptors.
  [3072, undefined, 3008, 16_000],
  [8192, undefined, 8128, 16_000],
] as const)('with %d MiB and tracer %s: %d MiB of heap, %d connections', (memory, tracer, heap, most) => {
  expect(limits(memory, tracer)).toMatchObject({
    max_heap_size_bytes: heap * MIB,
    max_active_downstream_connections: most,
  });
});

it('gives memory back, then refuses connections, then requests', () => {
  const { actions } = renderOverloadManager({}, { runs: { cpu: 512, memoryMiB: 1024 } as never });
  expect(actions.map(({ name, triggers }) => [name, triggers[0].threshold.value])).toEqual([
    ['envoy.overload_actions.shrink_heap', 0.9],
    ['envoy.overload_actions.reject_incoming_connections', 0.95],
    ['envoy.overload_actions.stop_accepting_requests', 0.98],
  ]);
});
