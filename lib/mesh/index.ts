/** Everything that an `application.ts` imports to declare a mesh. */
export { hostOf, portOf, text, urlOf } from './address';
export { application } from './complete-application';
export type { ApplicationContext, ApplicationSource, Architecture, ContainerInsights } from './application';
export type { ApplicationDefinition } from './application-definition';
export { type Duration, milliseconds, minutes, seconds } from './duration';
export type { ExternalDefinition } from './external';
export type { GatewayDefinition, GatewayRouteDefinition } from './entry/gateway';
export type { HealthCheckDefinition, PathlessHealthCheckDefinition } from './traffic/health-check';
export {
  grpc,
  type GrpcListenerOptions,
  http,
  http2,
  type Http2ListenerOptions,
  type HttpListenerOptions,
  type Listener,
  tcp,
  type TcpListenerOptions,
} from './listener';
export {
  applicationLoadBalancer,
  type ApplicationLoadBalancerOptions,
  existingListener,
  type LoadBalancer,
  networkLoadBalancer,
} from './entry/load-balancer';
export type { Open } from './entry/open';
export type { TargetGroup } from './entry/target-group';
export type { GatewayRouteMatch, HttpMethod, HttpScheme, RouteMatch } from './match/match';
export type { NodeDefinition } from './node';
export type { GrpcRetryEvent, RetryDefinition, RetryEvent } from './traffic/retry';
export type { Rewrite } from './entry/rewrite';
export type { Host } from './surroundings/external-host';
export { byTags, fromParameter, fromState, type Ref, type Tags } from './surroundings/reference';
export type { RouteDefinition } from './route';
export type { ContainerHealthCheck } from './runs/container-check';
export type { RunsDefinition } from './runs/runs';
export type { ServiceDefinition } from './service';
export type { StacksDefinition } from './stacks';
export {
  exact,
  type HeaderMatch,
  type HostnameMatch,
  not,
  type PathMatch,
  prefix,
  present,
  type QueryMatch,
  range,
  regex,
  suffix,
} from './match/value-match';
