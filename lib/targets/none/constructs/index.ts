/** What target `none` places on AWS: the only file that its value loads, and only at synth. */
export { PlainEcsPlatform as Platform } from './platform';
export { PlainEcsServices as Services } from './services';
