/** What carries the mesh. */

export const TARGETS = ['app-mesh', 'envoy', 'none', 'service-connect'] as const;

export type TargetName = (typeof TARGETS)[number];
