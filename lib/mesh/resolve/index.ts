/** `resolve()`: what becomes of a request in a mesh, known without any of it running. */
export { type MeshRequest } from './request';
export type { Explanation, Hop, Lost, PassedRoute, Reached, Resolution, ResolvedTarget } from './resolution';
export { explain, resolve } from './resolve';
export { describeLoss, describeRequest, describeTargets, formatExplanation } from './explanation-text';
