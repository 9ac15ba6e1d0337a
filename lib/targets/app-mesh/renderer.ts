/** Renders an application for target `app-mesh`, as plain data. */
export { renderAccess } from './access';
export { renderEnds } from './load-balancer-ends';
export { renderExternalNode } from './external-node';
export { renderGatewayRoute } from './gateway-route';
export { renderMesh } from './mesh';
export { withPriorities } from './priorities';
export { renderRoute } from './route';
export { renderGatewayTask, renderNodeTask } from './task';
export { validateForAppMesh } from './validate';
export { KEEP_ALIVE_SECONDS, renderVirtualGateway } from './virtual-gateway';
export { renderVirtualNode } from './virtual-node';
export { renderVirtualRouter } from './virtual-router';
export { renderVirtualService } from './virtual-service';
