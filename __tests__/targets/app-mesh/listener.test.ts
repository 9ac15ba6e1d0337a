import { grpc, http, http2, milliseconds, seconds, tcp } from '../../../lib/mesh';
import { renderGatewayListener, renderNodeListener } from '../../../lib/targets/app-mesh/listener';

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

describe('another protocol', () => {
  const maxRequests = { maxRequests: 5 };
  const check = { intervalMillis: 5000, timeoutMillis: 2000, healthyThreshold: 2, unhealthyThreshold: 2 };

  it('has its own pool, a list but for gRPC, and its own timeouts', () => {
    const timeout = { idle: seconds(60) };
    const idle = { idle: { unit: 's', value: 60 } };
    expect(renderNodeListener(http2(3000, { connectionPool: maxRequests, timeout }))).toEqual({
      portMapping: { port: 3000, protocol: 'http2' },
      connectionPool: { http2: [maxRequests] },
      timeout: { http2: idle },
    });
    expect(renderNodeListener(grpc(3000, { connectionPool: maxRequests, timeout }))).toEqual({
      portMapping: { port: 3000, protocol: 'grpc' },
      connectionPool: { grpc: maxRequests },
      timeout: { grpc: idle },
    });
    expect(renderNodeListener(tcp(3000, { connectionPool: { maxConnections: 5 }, timeout }))).toEqual({
      portMapping: { port: 3000, protocol: 'tcp' },
      connectionPool: { tcp: [{ maxConnections: 5 }] },
      timeout: { tcp: idle },
    });
  });

  it('is checked without a path where it has none', () => {
    expect(renderNodeListener(grpc(3000, { health: true })).healthCheck).toEqual({
      protocol: 'grpc',
      port: 3000,
      ...check,
    });
    expect(renderNodeListener(tcp(3000, { health: {} })).healthCheck).toEqual({
      protocol: 'tcp',
      port: 3000,
      ...check,
    });
  });

  it.each([http2(8080, { connectionPool: maxRequests }), grpc(8080, { connectionPool: maxRequests })])(
    'has a pool at a gateway: %j',
    (listener) => {
      expect(renderGatewayListener(listener).connectionPool).toEqual({ [listener.protocol]: maxRequests });
    },
  );
});
