/** Target `envoy`: upstream Envoy beside every application, with all that it knows in its command line. */
export { renderAccess } from './access';
export { type Bootstrap, type Mesh, renderGatewayBootstrap, renderNodeBootstrap } from './bootstrap';
export { gatewayHealthPath } from './health-path';
export { type EnvoyPorts, HEALTH_PORT, ingressPort } from './ports';
export { type BootstrapRefs, gatewayRefs, type NodeEndpoints, nodeRefs } from './refs';
export { callsOfBootstrap } from './running-calls';
export { addressIn, dialledNames } from './service-address';
export { renderGatewayTask, renderNodeTask, type Task } from './task';
export { validateForEnvoy } from './validate';
