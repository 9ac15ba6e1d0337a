import { http, milliseconds, seconds } from '../../../lib/mesh';
import { renderGatewayListener, renderNodeListener } from '../../../lib/render/app-mesh/listener';

const full = http(3000, {
  health: { path: '/ready?x=${y}', interval: milliseconds(7500), timeout: seconds(3), healthyThreshold: 3 },
  timeout: { perRequest: seconds(30) },
  connectionPool: { maxConnections: 100, maxPendingRequests: 20 },
  outlierDetection: {
    maxServerErrors: 5,
    interval: seconds(10),
    baseEjectionDuration: milliseconds(1500),
    maxEjectionPercent: 50,
  },
});
const healthCheck = {
  protocol: 'http',
  port: 3000,
  path: '/ready?x=$${y}',
  intervalMillis: 7500,
  timeoutMillis: 3000,
  healthyThreshold: 3,
  unhealthyThreshold: 2,
};

describe("a node's listener", () => {
  it('is a port and a protocol where it says nothing else', () => {
    expect(renderNodeListener(http(3000))).toEqual({ portMapping: { port: 3000, protocol: 'http' } });
  });

  it('has all that it says; the provider makes a list of its pool', () => {
    expect(renderNodeListener(full)).toEqual({
      portMapping: { port: 3000, protocol: 'http' },
      healthCheck,
      connectionPool: { http: [{ maxConnections: 100, maxPendingRequests: 20 }] },
      outlierDetection: {
        maxServerErrors: 5,
        interval: { unit: 's', value: 10 },
        baseEjectionDuration: { unit: 'ms', value: 1500 },
        maxEjectionPercent: 50,
      },
      timeout: { http: { perRequest: { unit: 's', value: 30 } } },
    });
  });

  it('leaves the waiting requests to App Mesh where only connections are limited', () => {
    const listener = renderNodeListener(http(3000, { connectionPool: { maxConnections: 1 } }));
    expect(listener.connectionPool).toEqual({ http: [{ maxConnections: 1 }] });
  });
});

describe("a gateway's listener", () => {
  it('has a health check and a pool, and neither timeout nor outlier detection', () => {
    expect(renderGatewayListener(full)).toEqual({
      portMapping: { port: 3000, protocol: 'http' },
      healthCheck,
      connectionPool: { http: { maxConnections: 100, maxPendingRequests: 20 } },
    });
  });
});
