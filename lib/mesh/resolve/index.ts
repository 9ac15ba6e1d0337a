/** `resolve()`: where a request in a mesh goes, computed from the declaration alone. */
export { type MeshRequest } from './request';
export type { Explanation, Hop, Lost, PassedRoute, Reached, Resolution, ResolvedTarget } from './resolution';
export { endsOf, follow, type NextRequest, type Step } from './follow';
export { explain, resolve } from './resolve';
export {
  describeLoss,
  describeRequest,
  describeTargets,
  formatExplanation,
  formatSteps,
} from './explanation-text';
