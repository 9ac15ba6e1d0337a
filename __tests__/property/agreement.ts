/** Random requests to random meshes, and where a real Envoy does otherwise than `resolve()` says. */
import fc from 'fast-check';
import type { MeshApplication } from '../../lib/mesh/application';
import { describeRequest, type MeshRequest, type Resolution, resolve } from '../../lib/mesh/resolve';
import type { MeshParts } from '../../lib/testing';
import { describeDataPlane } from '../support/envoy';
import { type Outcome, startAskedMesh } from './asked-mesh';
import { anyMesh } from './meshes';
import { anyQuestion, type Question, requestIn } from './requests';
import { seedOf } from './seed';
import { applicationOf, isSound } from './sound';

export interface Disagreement {
  readonly request: MeshRequest;
  readonly expected: Resolution;
  readonly got: Outcome;
}

/** What becomes of each request, in their order. */
export type Asking = (
  application: MeshApplication,
  requests: readonly MeshRequest[],
) => Promise<readonly Outcome[]>;

/** Fewer than what would fill a circuit breaker of any random mesh. */
const AT_ONCE = 10;

/** Asks the Envoys of a mesh that is started for these requests. */
export const askEnvoys: Asking = async (application, requests) => {
  const mesh = await startAskedMesh(application);
  try {
    const outcomes: Outcome[] = [];
    for (let first = 0; first < requests.length; first += AT_ONCE) {
      const some = requests.slice(first, first + AT_ONCE);
      outcomes.push(...(await Promise.all(some.map(mesh.ask))));
    }
    return outcomes;
  } finally {
    await mesh.stop();
  }
};

/** Shrinking starts many meshes; where it takes longer than this, the smallest so far is shown. */
const LONGEST_MS = 480_000;

export interface Agreement {
  readonly meshes: number;
  readonly requestsEach: number;
}

/** The test itself, which prints its seed. */
export function testAgreement({ meshes, requestsEach }: Agreement): void {
  const seed = seedOf();
  describeDataPlane(`${meshes * requestsEach} requests to ${meshes} random meshes, SEED=${seed}`, () => {
    it(
      'do what resolve() says: reach a node that it names, as it says, or none',
      async () => {
        const limits = { interruptAfterTimeLimit: LONGEST_MS, markInterruptAsFailure: true };
        const found = await fc.check(agreement(requestsEach, askEnvoys), {
          numRuns: meshes,
          seed,
          ...limits,
        });
        if (found.failed) throw new Error(describeFailure(found));
      },
      LONGEST_MS + 60_000,
    );
  });
}

/** @param asking what is held to be true */
export function agreement(requestsEach: number, asking: Asking) {
  const questions = fc.array(anyQuestion, { minLength: requestsEach, maxLength: requestsEach });
  return fc.asyncProperty(anyMesh.filter(isSound), questions, async (parts, asked) => {
    const found = await findDisagreements(parts, asked, asking);
    if (found.length > 0) throw new Error(found.map(describeDisagreement).join('\n\n'));
  });
}

async function findDisagreements(
  parts: MeshParts,
  questions: readonly Question[],
  asking: Asking,
): Promise<Disagreement[]> {
  const application = applicationOf(parts);
  const requests = questions.map((question) => requestIn(application, question));
  const outcomes = await asking(application, requests);
  return requests.flatMap((request, index) => {
    const got = outcomes[index] ?? { status: 'nothing' };
    const expected = resolve(application, request);
    return allows(expected, got) ? [] : [{ request, expected, got }];
  });
}

function allows(expected: Resolution, got: Outcome): boolean {
  if (expected.kind === 'lost') return 'status' in got && got.status === String(expected.status);
  if ('status' in got) return false;
  const { host, path } = expected.arrives ?? {};
  return expected.targets.some(({ node }) => node === got.node) && got.host === host && got.path === path;
}

function describeDisagreement({ request, expected, got }: Disagreement): string {
  return [
    `${describeRequest(request)}: ${JSON.stringify(request)}`,
    `resolve() says ${JSON.stringify(expected)}`,
    `it does ${JSON.stringify(got)}`,
  ].join('\n');
}

/** The smallest mesh, without what is the same in all of them, and the first request that differs. */
export function describeFailure({
  seed,
  counterexample,
  errorInstance,
}: fc.RunDetails<[MeshParts, Question[]]>): string {
  const [parts] = counterexample ?? [];
  const { services, gateways } = parts ?? {};
  const [first = ''] = String(errorInstance instanceof Error ? errorInstance.message : errorInstance).split(
    '\n\n',
  );
  return [`SEED=${seed}`, JSON.stringify({ services, gateways }, null, 1), first].join('\n\n');
}
