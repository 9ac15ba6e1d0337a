/** The constructs of target `app-mesh`. The target's value loads only this file, and only at synth. */
export { AppMeshPlatform as Platform } from './platform';
export { AppMeshServices as Services } from './services';
