/** Target `envoy`: upstream Envoy beside every application, with all that it knows in its command line. */
export { type Bootstrap, type Mesh, renderGatewayBootstrap, renderNodeBootstrap } from './bootstrap';
export { type BootstrapRefs, gatewayRefs, nodeRefs } from './refs';
