import { formatProblem } from '../../lib/mesh/checks/problem';
import { validateForTarget, validateTarget } from '../../lib/targets/validate-for-target';
import { aMesh } from '../../lib/testing';

it.each(['app-mesh', 'envoy', 'none'] as const)('%s is built', (target) => {
  expect(validateTarget(target)).toEqual([]);
});

it('service-connect is not built yet, and says so', () => {
  expect(validateTarget('service-connect').map(formatProblem)).toEqual([
    'setting MESH_TARGET: this target is not built yet, got "service-connect"; use "app-mesh", "envoy" or "none" [target-not-built]',
  ]);
  expect(validateForTarget('service-connect', aMesh({ tracing: {} }).at({ stage: 'dev' }))).toEqual([]);
});
