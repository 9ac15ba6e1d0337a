/** A node's or gateway's listener. */
import type { AppmeshVirtualNodeSpecListener } from '@cdktf/provider-aws/lib/appmesh-virtual-node';
import type { AppmeshVirtualGatewaySpecListener } from '@cdktf/provider-aws/lib/appmesh-virtual-gateway';
import type { ConnectionPool } from '../../mesh/connection-pool';
import type { HealthCheck } from '../../mesh/health-check';
import type { Listener } from '../../mesh/listener';
import type { OutlierDetection } from '../../mesh/outlier-detection';
import { escapeTemplate } from '../template';
import { renderDuration } from './duration';
import { renderTimeout } from './timeout';

export function renderNodeListener(listener: Listener): AppmeshVirtualNodeSpecListener {
  const { connectionPool, outlierDetection, healthCheck } = listener;
  const timeout = renderTimeout(listener.timeout);
  return {
    portMapping: renderPortMapping(listener),
    ...(healthCheck && { healthCheck: renderHealthCheck(healthCheck, listener) }),
    // The provider's schema makes a list of the node's pool and an object of the gateway's.
    ...(connectionPool && { connectionPool: { http: [renderConnectionPool(connectionPool)] } }),
    ...(outlierDetection && { outlierDetection: renderOutlierDetection(outlierDetection) }),
    ...(timeout && { timeout }),
  };
}

/** A gateway's listener has neither timeout nor outlier detection: `validateForAppMesh` reports them. */
export function renderGatewayListener(listener: Listener): AppmeshVirtualGatewaySpecListener {
  const { healthCheck, connectionPool } = listener;
  return {
    portMapping: renderPortMapping(listener),
    ...(healthCheck && { healthCheck: renderHealthCheck(healthCheck, listener) }),
    ...(connectionPool && { connectionPool: { http: renderConnectionPool(connectionPool) } }),
  };
}

/** Port and protocol, the way App Mesh names what a listener or router offers. */
export function renderPortMapping({ port, protocol }: Listener) {
  return { port, protocol };
}

/** App Mesh checks the listener's own port and no other. */
function renderHealthCheck(check: HealthCheck, { port, protocol }: Listener) {
  return {
    protocol,
    port,
    path: escapeTemplate(check.path),
    intervalMillis: check.interval.milliseconds,
    timeoutMillis: check.timeout.milliseconds,
    healthyThreshold: check.healthyThreshold,
    unhealthyThreshold: check.unhealthyThreshold,
  };
}

function renderConnectionPool({ maxConnections, maxPendingRequests }: ConnectionPool) {
  return { maxConnections, ...(maxPendingRequests !== undefined && { maxPendingRequests }) };
}

function renderOutlierDetection(detection: OutlierDetection) {
  return {
    maxServerErrors: detection.maxServerErrors,
    interval: renderDuration(detection.interval),
    baseEjectionDuration: renderDuration(detection.baseEjectionDuration),
    maxEjectionPercent: detection.maxEjectionPercent,
  };
}
