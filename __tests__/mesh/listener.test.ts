/** Where a node or a gateway takes requests: four protocols, each with what App Mesh knows of it. */
import { grpc, http, http2, type Listener, minutes, seconds, tcp } from '../../lib/mesh';
import { pickListener } from '../../lib/mesh/listener';
import { aNode } from '../../lib/testing';
import { codesOf, problemsOf } from './problems-of';

const check = {
  interval: seconds(5),
  timeout: seconds(2),
  healthyThreshold: 2,
  unhealthyThreshold: 2,
};
const outlierDetection = {
  maxServerErrors: 5,
  interval: seconds(10),
  baseEjectionDuration: seconds(30),
  maxEjectionPercent: 50,
};
const timeout = { perRequest: seconds(30), idle: minutes(1) };
const listening = (listener: unknown) => ({ nodes: { web: aNode({ listeners: [listener as Listener] }) } });

it.each<[Listener, Listener['protocol']]>([
  [http(3000), 'http'],
  [http2(3000), 'http2'],
  [grpc(3000), 'grpc'],
  [tcp(3000), 'tcp'],
])('%j is a port and a protocol', (listener, protocol) => {
  expect(listener).toEqual({ protocol, port: 3000 });
});

it('is all that it says, and sound', () => {
  const all = [
    http2(3000, { health: '/h', timeout, connectionPool: { maxRequests: 5 }, outlierDetection }),
    grpc(3001, { health: true, timeout, connectionPool: { maxRequests: 5 }, outlierDetection }),
    tcp(3002, {
      health: { interval: seconds(10) },
      timeout: { idle: minutes(1) },
      connectionPool: { maxConnections: 5 },
      outlierDetection,
    }),
  ];
  expect(all).toEqual([
    {
      protocol: 'http2',
      port: 3000,
      healthCheck: { path: '/h', ...check },
      timeout,
      connectionPool: { maxRequests: 5 },
      outlierDetection,
    },
    {
      protocol: 'grpc',
      port: 3001,
      healthCheck: check,
      timeout,
      connectionPool: { maxRequests: 5 },
      outlierDetection,
    },
    {
      protocol: 'tcp',
      port: 3002,
      healthCheck: { ...check, interval: seconds(10) },
      timeout: { idle: minutes(1) },
      connectionPool: { maxConnections: 5 },
      outlierDetection,
    },
  ]);
  expect(codesOf({ nodes: { web: aNode({ listeners: all }) }, services: {} })).toEqual([]);
});

it.each([
  [{ ...http2(3000), connectionPool: { maxConnections: 5 } }, 'connection pool'],
  [{ ...grpc(3000), connectionPool: { maxConnections: 5 } }, 'connection pool'],
  [{ ...http(3000), connectionPool: { maxRequests: 5 } }, 'connection pool'],
  [{ ...tcp(3000), connectionPool: { maxConnections: 5, maxPendingRequests: 5 } }, 'connection pool'],
  [{ ...tcp(3000), timeout: { perRequest: seconds(5) } }, 'timeout'],
  [{ ...grpc(3000), healthCheck: { path: '/', ...check } }, 'health check'],
  [{ ...tcp(3000), healthCheck: { path: '/', ...check } }, 'health check'],
])('has nothing of another protocol: %j', (listener, part) => {
  expect(problemsOf(listening(listener))).toContain(`node "web" > listener 3000 > ${part} [field-unknown]`);
});

it('of HTTP/2 has a path to check', () => {
  expect(problemsOf(listening({ ...http2(3000), healthCheck: check }))).toEqual([
    'node "web" > listener 3000 > health check [field-missing]',
  ]);
});

it('is picked by its port, or the first', () => {
  const all = [http(3000), grpc(9000)];
  expect(pickListener(all)).toEqual(http(3000));
  expect(pickListener(all, 9000)).toEqual(grpc(9000));
  expect(pickListener(all, 1)).toBeUndefined();
  expect(pickListener([])).toBeUndefined();
});
