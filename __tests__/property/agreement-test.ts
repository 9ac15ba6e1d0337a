/** The property, for as many meshes and requests as a test has time for. */
import fc from 'fast-check';
import { validateApplication } from '../../lib/mesh/validate';
import { validateForEnvoy } from '../../lib/render/envoy';
import { aMesh, type MeshParts } from '../../lib/testing';
import { describeDataPlane } from '../support/envoy';
import { describeDisagreement, findDisagreements } from './agreement';
import { anyMesh } from './meshes';
import { anyQuestion, requestIn } from './requests';

export const applicationOf = (parts: MeshParts) => aMesh(parts).at({ stage: 'dev' });

/** Without an error: neither of the model nor of its Envoys. */
export function isSound(parts: MeshParts): boolean {
  const application = applicationOf(parts);
  const found = validateApplication(application);
  if (found.some(({ severity }) => severity === 'error')) return false;
  return validateForEnvoy(application).every(({ severity }) => severity === 'warning');
}

/** SEED=<number> asks the same again. */
const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);

export function agreementOf(counts: { readonly meshes: number; readonly requestsEach: number }): void {
  const { meshes, requestsEach } = counts;
  const asked = fc.array(anyQuestion, { minLength: requestsEach, maxLength: requestsEach });
  const title = `${meshes * requestsEach} requests to ${meshes} random meshes, SEED=${seed}`;
  describeDataPlane(title, () => {
    it('reach a node that resolve() names, as it says, or none where it says none', async () => {
      await fc.assert(
        fc.asyncProperty(anyMesh.filter(isSound), asked, async (parts, questions) => {
          const application = applicationOf(parts);
          const requests = questions.map((question) => requestIn(application, question));
          const found = await findDisagreements(application, requests);
          expect(found.map(describeDisagreement)).toEqual([]);
        }),
        { numRuns: meshes, seed },
      );
    }, 300_000);
  });
}
