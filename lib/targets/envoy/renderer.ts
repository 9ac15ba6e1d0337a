/** Renders an application for target `envoy`, as plain data. */
export { renderAccess } from './access';
export { renderEnds } from './load-balancer-ends';
export { type Bootstrap, renderGatewayBootstrap, renderNodeBootstrap } from './bootstrap/bootstrap';
export { gatewayHealthPath } from './bootstrap/health-path';
export { type EnvoyPorts, HEALTH_PORT, ingressPort } from './bootstrap/ports';
export { type BootstrapRefs, gatewayRefs, type NodeEndpoints, nodeRefs } from './bootstrap/ecs-or-local';
export { gatewayConfig, nodeConfig } from './envoy-config';
export { callsOfBootstrap } from './bootstrap/running-calls';
export { addressIn, dialledNames } from './service-address';
export { renderGatewayTask, renderNodeTask } from './task';
export { validateForEnvoy } from './validate';
