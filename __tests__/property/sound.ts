/** A random mesh as an application, and whether it is one that may run. */
import type { MeshApplication } from '../../lib/mesh/application';
import { validateApplication } from '../../lib/mesh/validate';
import { validateForEnvoy } from '../../lib/targets/envoy';
import { aMesh, type MeshParts } from '../../lib/testing';

export const applicationOf = (parts: MeshParts): MeshApplication => aMesh(parts).at({ stage: 'dev' });

/** Without an error, neither of the model nor of its Envoys. */
export function isSound(parts: MeshParts): boolean {
  const application = applicationOf(parts);
  const found = validateApplication(application);
  if (found.some(({ severity }) => severity === 'error')) return false;
  return validateForEnvoy(application).every(({ severity }) => severity === 'warning');
}
