/** The constructs of target `none`. The target's value loads only this file, and only at synth. */
export { PlainEcsPlatform as Platform } from './platform';
export { PlainEcsServices as Services } from './services';
