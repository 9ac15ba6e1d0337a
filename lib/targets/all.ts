/**
 * The list of targets: one line for each folder. A target is loaded at its first use, so reading the settings loads none.
 */

export const allTargets = {
  'app-mesh': () => (require('./app-mesh') as typeof import('./app-mesh')).appMesh,
  envoy: () => (require('./envoy') as typeof import('./envoy')).envoy,
  none: () => (require('./none') as typeof import('./none')).none,
  'service-connect': () =>
    (require('./service-connect') as typeof import('./service-connect')).serviceConnect,
} as const;
