/** The constructs of target `envoy`. The target's value loads only this file, and only at synth. */
export { EnvoyPlatform as Platform } from './platform';
export { EnvoyServices as Services } from './services';
