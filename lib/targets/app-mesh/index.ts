/** Target `app-mesh`: the mesh as AWS App Mesh resources, and tasks with App Mesh's Envoy. */
export { renderAccess } from './access';
export { renderExternalNode } from './external-node';
export { renderGatewayRoute } from './gateway-route';
export { renderMesh } from './mesh';
export { withPriorities } from './priorities';
export { noteOnRetries } from './retry-policy';
export { renderRoute } from './route';
export { renderGatewayTask, renderNodeTask } from './task';
export { validateForAppMesh } from './validate';
export { KEEP_ALIVE_SECONDS, renderVirtualGateway } from './virtual-gateway';
export { renderVirtualNode } from './virtual-node';
export { renderVirtualRouter } from './virtual-router';
export { renderVirtualService } from './virtual-service';
