/** Typed, validated settings of the whole project, and the only reader of the environment. */
export type { Build } from './build';
export { childEnvironment } from './child-environment';
export { readContext } from './context';
export type { Images, SourceImage } from './images';
export {
  type Context,
  type Environment,
  inspectSettings,
  readSettings,
  type SettingsInput,
} from './read-settings';
export type { Settings } from './all-settings';
export { settingsTable } from './settings-markdown';
export { STAGE_MAX_LENGTH } from './stage';
export { EXAMPLE_STATE_BUCKET } from './state-bucket';
export { readWeights } from './weights';
export { readEnvoyPath } from './envoy-path';
