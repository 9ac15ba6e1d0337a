/**
 * Features that no target has yet, so that a reader of `docs/targets.md` does not search for them. A line moves to
 * `features.ts` when the feature is built.
 */

/** By feature: what to use today instead. One line each. */
export const missingFeatures: Readonly<Record<string, string>> = {
  'TLS between tasks': 'requests between tasks are plain text; security groups say who may connect',
  'mutual TLS': 'a caller shows no certificate; security groups say who may connect',
  CORS: 'the application answers preflight requests',
  'changes of headers': 'the application adds and removes headers',
  'mirrored requests': 'each request has one receiver',
  'injected faults': 'the application or a test causes faults',
  'redirects and fixed answers': 'the application gives them; a load balancer redirects plain HTTP to HTTPS',
  'rate limits': 'connection pools limit what is open at once, not what comes in a second',
  'session affinity': 'every request may reach another task',
  'several listeners of a gateway': 'a gateway has one listener',
  'sidecars of your own': 'a task holds the application and what the target adds',
  'secrets as variables': 'the application reads them itself',
};
