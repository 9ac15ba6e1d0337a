/** What a target may lose with the user's consent. What AWS refuses, and what is wrong on every target, is not among it. */

/** Codes of problems, sorted. */
export const acceptable: readonly string[] = [
  'egress-443-open',
  'external-authority',
  'gateway-check-times',
  'loss-access-logs',
  'loss-balancing',
  'loss-connection-pools',
  'loss-egress-filter',
  'loss-gateways',
  'loss-health-checks',
  'loss-log-level',
  'loss-outlier-detection',
  'loss-retries',
  'loss-split',
  'loss-timeouts',
  'loss-tracing',
  'loss-weights',
  'order-untold',
  'quota',
  'scheme-never',
  'security-group-rules',
  'timeout-cut-short',
  'traced-health-checks',
  'tracer-replaced',
  'unsupported',
];
