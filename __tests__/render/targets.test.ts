import { TARGETS } from '../../lib/mesh/target';
import { formatProblem } from '../../lib/mesh/problem';
import { validateForTarget, validateTarget } from '../../lib/render/targets';
import { aMesh } from '../../lib/testing';

it('app-mesh is built', () => {
  expect(validateTarget('app-mesh')).toEqual([]);
});

it.each(TARGETS.filter((target) => target !== 'app-mesh' && target !== 'none'))(
  '%s is not built yet, and says so',
  (target) => {
    expect(validateTarget(target).map(formatProblem)).toEqual([
      `setting MESH_TARGET: this target is not built yet, got "${target}"; use "app-mesh" or "none" [target-not-built]`,
    ]);
    expect(validateForTarget(target, aMesh({ tracing: {} }).at({ stage: 'dev' }))).toEqual([]);
  },
);
