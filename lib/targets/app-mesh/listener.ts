/** A node's or gateway's listener. */
import type { AppmeshVirtualNodeSpecListener } from '@cdktf/provider-aws/lib/appmesh-virtual-node';
import type { AppmeshVirtualGatewaySpecListener } from '@cdktf/provider-aws/lib/appmesh-virtual-gateway';
import type { GatewayListener } from '../../mesh/listener';
import type { HealthCheck } from '../../mesh/traffic/health-check';
import type { Listener } from '../../mesh/listener';
import type { OutlierDetection } from '../../mesh/traffic/outlier-detection';
import { escapeTemplate } from '../../ecs/escape-template';
import { renderDuration } from './duration';
import { renderTimeout } from './timeout';

export function renderNodeListener(listener: Listener): AppmeshVirtualNodeSpecListener {
  const { outlierDetection, healthCheck, protocol } = listener;
  const timeout = renderTimeout(listener.timeout);
  return {
    portMapping: renderPortMapping(listener),
    ...(healthCheck && { healthCheck: renderHealthCheck(healthCheck, listener) }),
    ...(listener.connectionPool && { connectionPool: renderNodePool(listener) }),
    ...(outlierDetection && { outlierDetection: renderOutlierDetection(outlierDetection) }),
    ...(timeout && { timeout: { [protocol]: timeout } }),
  };
}

/** A gateway's listener has neither timeout nor outlier detection: `validateForAppMesh` reports them. */
export function renderGatewayListener(listener: GatewayListener): AppmeshVirtualGatewaySpecListener {
  const { healthCheck, connectionPool, protocol } = listener;
  return {
    portMapping: renderPortMapping(listener),
    ...(healthCheck && { healthCheck: renderHealthCheck(healthCheck, listener) }),
    ...(connectionPool && { connectionPool: { [protocol]: { ...connectionPool } } }),
  };
}

/** Port and protocol of a listener or router, in App Mesh's form. */
export function renderPortMapping({ port, protocol }: Listener) {
  return { port, protocol };
}

/** App Mesh can check only the listener's own port. */
function renderHealthCheck(check: HealthCheck, { port, protocol }: Listener) {
  return {
    protocol,
    port,
    ...(check.path !== undefined && { path: escapeTemplate(check.path) }),
    intervalMillis: check.interval.milliseconds,
    timeoutMillis: check.timeout.milliseconds,
    healthyThreshold: check.healthyThreshold,
    unhealthyThreshold: check.unhealthyThreshold,
  };
}

/** The provider's schema has a list for every pool of a node but gRPC's, and an object for each pool of a gateway. */
function renderNodePool({ protocol, connectionPool }: Listener) {
  const pool = { ...connectionPool };
  return { [protocol]: protocol === 'grpc' ? pool : [pool] };
}

function renderOutlierDetection(detection: OutlierDetection) {
  return {
    maxServerErrors: detection.maxServerErrors,
    interval: renderDuration(detection.interval),
    baseEjectionDuration: renderDuration(detection.baseEjectionDuration),
    maxEjectionPercent: detection.maxEjectionPercent,
  };
}
