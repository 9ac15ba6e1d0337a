/** What target `envoy` places on AWS: the only file that its value loads, and only at synth. */
export { EnvoyPlatform as Platform } from './platform';
export { EnvoyServices as Services } from './services';
