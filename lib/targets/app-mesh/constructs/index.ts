/** What target `app-mesh` places on AWS: the only file that its value loads, and only at synth. */
export { AppMeshPlatform as Platform } from './platform';
export { AppMeshServices as Services } from './services';
