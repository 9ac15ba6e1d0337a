/** `resolve()`: what becomes of a request in a mesh, known without any of it running. */
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
