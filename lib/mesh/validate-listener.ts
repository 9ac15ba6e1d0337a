/** Limits of a listener's fields. */
import { validateConnectionPool } from './traffic/connection-pool';
import { validateHealthCheck } from './traffic/health-check';
import { validateHttpForm } from './traffic/http-form';
import { checkLimit } from './checks/limit';
import { limits } from './checks/limits';
import { validateOutlierDetection } from './traffic/outlier-detection';
import type { Problem } from './checks/problem';
import { validateTimeout } from './traffic/timeout';
import type { Listener } from './listener';

export function validateListener(listener: Listener, where: string): Problem[] {
  return [
    ...checkLimit(limits.port, listener.port, where),
    ...(listener.healthCheck ? validateHealthCheck(listener.healthCheck, `${where} > health check`) : []),
    ...validateTimeout(listener.timeout, `${where} > timeout`),
    ...validateConnectionPool(listener.connectionPool, `${where} > connection pool`),
    ...validateOutlierDetection(listener.outlierDetection, `${where} > outlier detection`),
    ...validateHttpForm(listener, where),
  ];
}
