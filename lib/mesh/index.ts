/** What an `application.ts` needs: everything a user declares a mesh with. */
export { hostOf, portOf, text, urlOf } from './address';
export { application } from './application';
export type {
  ApplicationContext,
  ApplicationDefinition,
  ApplicationSource,
  Architecture,
  ContainerInsights,
} from './application';
export { type Duration, milliseconds, minutes, seconds } from './duration';
export type { GatewayDefinition, GatewayRouteDefinition } from './gateway';
export type { HealthCheckDefinition } from './health-check';
export { http, type HttpListenerOptions, type Listener } from './listener';
export { applicationLoadBalancer, type LoadBalancer, networkLoadBalancer } from './load-balancer';
export type { NodeDefinition } from './node';
export type { RetryDefinition, RetryEvent } from './retry';
export type { RouteDefinition } from './route';
export type { ContainerHealthCheck } from './container-check';
export type { RunsDefinition } from './runs';
export type { ServiceDefinition } from './service';
export type { StacksDefinition } from './stacks';
