/** Puts requests to real Envoys, and tells where they do otherwise than `resolve()` says. */
import type { MeshApplication } from '../../lib/mesh/application';
import { describeRequest, type MeshRequest, type Resolution, resolve } from '../../lib/mesh/resolve';
import { type Outcome, startAskedMesh } from './asked-mesh';

export interface Disagreement {
  readonly request: MeshRequest;
  readonly expected: Resolution;
  readonly got: Outcome;
}

/** Requests whose outcome is not one that {@link resolve} allows. */
export async function findDisagreements(
  application: MeshApplication,
  requests: readonly MeshRequest[],
  expect: typeof resolve = resolve,
): Promise<Disagreement[]> {
  const mesh = await startAskedMesh(application);
  try {
    const found: Disagreement[] = [];
    for (const request of requests) {
      const expected = expect(application, request);
      const got = await mesh.ask(request);
      if (!allows(expected, got)) found.push({ request, expected, got });
    }
    return found;
  } finally {
    await mesh.stop();
  }
}

function allows(expected: Resolution, got: Outcome): boolean {
  if (expected.kind === 'lost') return 'status' in got && got.status === String(expected.status);
  if ('status' in got) return false;
  const { host, path } = expected.arrives ?? {};
  return expected.targets.some(({ node }) => node === got.node) && got.host === host && got.path === path;
}

export function describeDisagreement({ request, expected, got }: Disagreement): string {
  return [
    `${describeRequest(request)}: ${JSON.stringify(request)}`,
    `resolve() says ${JSON.stringify(expected)}`,
    `Envoy does ${JSON.stringify(got)}`,
  ].join('\n');
}
