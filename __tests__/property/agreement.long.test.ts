/** How a difference between `resolve()` and an Envoy is found and shown, without an Envoy. */
import fc from 'fast-check';
import type { MeshApplication } from '../../lib/mesh/application';
import { type MeshRequest, resolve } from '../../lib/mesh/resolve';
import { agreement, type Asking, describeFailure } from './agreement';
import type { Outcome } from './asked-mesh';

describe('a difference', () => {
  /** An Envoy that would do what `resolve()` says of another mesh. */
  const asking =
    (change: (application: MeshApplication) => MeshApplication): Asking =>
    (application, requests) =>
      Promise.resolve(requests.map((request) => outcomeOf(change(application), request)));

  const outcomeOf = (application: MeshApplication, request: MeshRequest): Outcome => {
    const found = resolve(application, request);
    if (found.kind === 'lost') return { status: String(found.status) };
    const [target] = found.targets;
    return target === undefined ? { status: '404' } : { node: target.node, ...found.arrives };
  };

  const inOrderOfNames = (application: MeshApplication): MeshApplication => ({
    ...application,
    services: application.services.map((service) => ({
      ...service,
      routes: service.routes.map((route, priority) => ({ ...route, priority })),
    })),
  });

  it('shrinks to a mesh that a person can read, and its request', async () => {
    const found = await fc.check(agreement(20, asking(inOrderOfNames)), { numRuns: 400, seed: 2 });
    const { services } = found.counterexample?.[0] ?? {};
    const routes = Object.values(services ?? {}).map((service) => Object.keys(service.routes ?? {}).length);
    // It takes two routes to tell an order; every other service has the one that it must have.
    expect(routes.filter((count) => count !== 1)).toEqual([2]);
    expect(describeFailure(found)).toMatch(/^SEED=2\n[^]*resolve\(\) says .*\nit does /);
  }, 60_000);

  it('is none where nothing was changed', async () => {
    const found = await fc.check(
      agreement(
        50,
        asking((application) => application),
      ),
      { numRuns: 50, seed: 1 },
    );
    expect(found.failed).toBe(false);
  });
});
