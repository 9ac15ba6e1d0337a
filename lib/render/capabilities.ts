/** What each target makes of each feature of the model: data, from which `docs/targets.md` is written. */
import type { TargetName } from '../mesh/target';

/**
 * `native`: done by the target itself. `approximated`: nearly, with a warning where it matters. `unsupported`: a
 * problem. `not built`: this project does not have the target yet.
 */
export type Support = 'native' | 'approximated' | 'unsupported' | 'not built';

export interface Capability {
  readonly support: Support;
  /** How, or what is lost. One line. */
  readonly note: string;
}

export type Capabilities = Readonly<Record<TargetName, Capability>>;

const native = (note: string): Capability => ({ support: 'native', note });
const approximated = (note: string): Capability => ({ support: 'approximated', note });
const unsupported = (note: string): Capability => ({ support: 'unsupported', note });
const notBuilt: Capability = { support: 'not built', note: '' };

/** Targets that are not built yet have one answer to everything. */
const on = (appMesh: Capability): Capabilities => ({
  'app-mesh': appMesh,
  envoy: notBuilt,
  none: notBuilt,
  'service-connect': notBuilt,
});

/** By feature, in the model's words and in the order of the model's folders: node, service, gateway, whole. */
export const capabilities = {
  'HTTP listener': on(native('listener of the virtual node')),
  'several listeners': on(
    native('routes name the port; at most 15, more than the platform intercepts is a problem'),
  ),
  worker: on(native('virtual node without a listener, not in Cloud Map')),
  backends: on(native('names, so that two nodes may call each other')),
  'health check': on(native('of the listener, by the callers’ Envoys')),
  'listener timeouts': on(native('per request and idle')),
  'connection pool': on(native('connections and waiting requests')),
  'outlier detection': on(native('by the callers’ Envoys')),
  'addresses in variables': on(native('the virtual service’s name and port')),
  'container health check': on(native('by ECS')),
  scaling: on(native('by ECS, on average CPU')),
  'deployment pace': on(native('by ECS, with its circuit breaker')),

  'virtual service': on(native('always through a router, so that retries are possible')),
  'prefix match': on(native('the longest prefix wins')),
  weights: on(native('weighted targets, one to ten')),
  retries: on(native('connection failures are TCP events, the others HTTP events')),
  'no retries': on(native('a policy of none, or App Mesh’s default of two would hold')),
  'route timeouts': on(
    native('per request and idle; where a node’s Envoy gives up earlier, a warning says so'),
  ),

  gateway: on(native('virtual gateway, tasks without interception')),
  'gateway prefix match': on(native('the longest prefix wins; /aws-appmesh and /aws-app-mesh are reserved')),
  'gateway prefix rewrite': on(native('the matched prefix becomes /')),
  'gateway health check': on(native('of the listener')),
  'gateway connection pool': on(native('connections and waiting requests')),
  'gateway listener timeouts': on(unsupported('a virtual gateway’s listener has none')),
  'gateway outlier detection': on(unsupported('a virtual gateway’s listener has none')),
  'load balancer': on(native('Application Load Balancer; it asks Envoy whether it is ready')),
  'HTTPS at the load balancer': on(native('with a certificate; plain HTTP is redirected')),

  'access log': on(native('every Envoy prints it to its container’s output')),
  'log level of Envoy': on(native('by an environment variable of the image')),
  'log retention': on(native('by CloudWatch Logs')),
  tracing: on(native('X-Ray daemon beside every Envoy')),
  'tracing without health checks': on(
    approximated('health checks are sampled like requests: the image carries no sampling manifest'),
  ),
  'egress filter': on(native('DROP_ALL: declared backends and *.amazonaws.com:443, nothing else')),
  'processor architecture': on(native('by Fargate; App Mesh’s Envoy image has both')),
} as const satisfies Readonly<Record<string, Capabilities>>;

export type Feature = keyof typeof capabilities;
