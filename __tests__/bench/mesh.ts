/** The generated application that is timed: N services in a ring, each of which calls two others. */
import { application, http, urlOf, type NodeDefinition } from '../../lib/mesh';
import type { ApplicationSource } from '../../lib/mesh/application';

/** Every service runs the image of this source folder. */
export const SOURCE = 'service';
export const IMAGE_TAG = 'bench';
export const PORT = 3000;
export const NAMESPACE = 'bench.local';

export type Layout = 'one stack' | 'a stack each';

/** Fixed width, so that names sort as they count. */
export function serviceNames(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `service-${String(index).padStart(4, '0')}`);
}

/** The two that service `index` of `names` calls. */
export function backendsOf(names: readonly string[], index: number): string[] {
  return [1, 7].map((step) => names[(index + step) % names.length] ?? '');
}

/** @param layout one stack for all, or a platform and one stack for each service */
export function generatedApplication(count: number, layout: Layout = 'one stack'): ApplicationSource {
  const names = serviceNames(count);
  const nodes = names.map((name, index): [string, NodeDefinition] => {
    const backends = backendsOf(names, index);
    const addresses = backends.map((backend, place): [string, ReturnType<typeof urlOf>] => [
      `BACKEND_${place}`,
      urlOf(backend),
    ]);
    return [
      name,
      {
        listeners: [http(PORT, { health: '/health' })],
        backends,
        runs: {
          source: SOURCE,
          environment: { NAME: name, ...Object.fromEntries(addresses) },
          healthCheck: { command: ['node', 'dist/health-check.js'] },
        },
      },
    ];
  });
  return application('bench', () => ({
    mesh: 'mesh',
    namespace: NAMESPACE,
    nodes: Object.fromEntries(nodes),
    services: Object.fromEntries(names.map((name) => [name, { to: name }])),
    tracing: { samplingRate: 0.05 },
    ...(layout === 'a stack each' && {
      stacks: { platform: [], ...Object.fromEntries(names.map((name) => [name, [name]])) },
    }),
  }));
}
