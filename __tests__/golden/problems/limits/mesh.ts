/** Every number, just outside of what it may be. Its other edges stand in `__tests__/mesh/checks/limits.test.ts`. */
import { applicationLoadBalancer, type ApplicationLoadBalancerOptions, http, http2, type HttpListenerOptions, milliseconds, networkLoadBalancer, seconds } from '../../../../lib/mesh';
import type { RunsDefinition } from '../../../../lib/mesh/runs/runs';
import type { ScalingRule } from '../../../../lib/mesh/runs/scaling-rule';
import { aGateway, aNode } from '../../../../lib/testing';
import type { Wrong } from '../../problems.test';

const listening = (options: HttpListenerOptions): Wrong => ({
  nodes: { web: aNode({ listeners: [http(3000, options)] }) },
});
const running = (runs: Partial<RunsDefinition>): Wrong => ({ nodes: { web: aNode({ runs }) } });
const routed = (route: object): Wrong => ({
  services: { web: { routes: { default: { targets: { web: 100 }, ...route } } } },
});
const balanced = (options: ApplicationLoadBalancerOptions): Wrong => ({
  gateways: { ingress: aGateway({ loadBalancer: applicationLoadBalancer(80, options) }) },
});
const path = '/';
const maxConnections = 1;
const outlier = {
  maxServerErrors: 5,
  interval: seconds(10),
  baseEjectionDuration: seconds(30),
  maxEjectionPercent: 50,
};
const scaling = { min: 1, max: 4, cpuPercent: 50 };
const ruledBy = (...on: ScalingRule[]): Wrong => running({ scaling: { ...scaling, on } });
const command = ['true'];

const many = <Value>(count: number, value: Value): Record<string, Value> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`x${index}`, value]));

export const wrong: Record<string, Wrong> = {
  'services-many': { services: many(1001, { to: 'web' }) },
  'nodes-many': { nodes: { web: aNode(), ...many(2000, aNode()) } },
  'gateways-many': { gateways: many(201, aGateway()) },
  'service-routes-many': { services: { web: { routes: many(201, { targets: { web: 1 } }) } } },
  'gateway-routes-many': { gateways: { ingress: aGateway({ routes: many(201, { service: 'web' }) }) } },
  'domain-names-many': balanced({
    domain: { zone: 'Z0123456789', name: Object.keys(many(101, true)).map((name) => `${name}.example.com`) },
  }),
  'domain-names-quota': {
    nodes: { web: aNode({ runs: { source: 'web', healthCheck: { command } } }) },
    ...balanced({
      domain: { zone: 'Z0123456789', name: Object.keys(many(11, true)).map((name) => `${name}.example.com`) },
    }),
  },
  'load-balancer-idle-timeout': balanced({ idleTimeout: seconds(4001) }),
  'load-balancer-keep-alive': balanced({ clientKeepAlive: seconds(59) }),
  'network-load-balancer-idle-timeout': {
    gateways: { ingress: aGateway({ loadBalancer: networkLoadBalancer(80, { idleTimeout: seconds(59) }) }) },
  },
  'log-file-retention': balanced({ accessLogs: { retentionDays: 0 } }),
  'port-range': { nodes: { web: aNode({ listeners: [http(65_536)] }) } },
  'backend-port-range': { nodes: { web: aNode({ backends: ['web'], backendPorts: { web: 32_768 } }) } },
  'health-check-interval': listening({ health: { path, interval: milliseconds(4999) } }),
  'health-check-timeout': listening({ health: { path, timeout: seconds(1) } }),
  'health-check-healthy-threshold': listening({ health: { path, healthyThreshold: 1 } }),
  'health-check-unhealthy-threshold': listening({ health: { path, unhealthyThreshold: 11 } }),
  'route-weight': routed({ targets: { web: 101 } }),
  'retry-max-retries': routed({ retry: { maxRetries: 11 } }),
  'retry-per-retry-timeout': routed({ retry: { perRetryTimeout: seconds(86_401) } }),
  'timeout-per-request': routed({ timeout: { perRequest: seconds(86_401) } }),
  'timeout-idle': routed({ timeout: { idle: seconds(-1) } }),
  'listener-max-headers-count': listening({ maxHeadersCount: 0 }),
  'listener-keep-alive': listening({ keepAlive: milliseconds(500) }),
  'pool-max-connections': listening({ connectionPool: { maxConnections: 0 } }),
  'pool-max-requests': {
    nodes: { web: aNode({ listeners: [http2(3000, { connectionPool: { maxRequests: 0 } })] }) },
  },
  'pool-max-pending-requests': listening({ connectionPool: { maxConnections, maxPendingRequests: 0 } }),
  'outlier-max-server-errors': listening({ outlierDetection: { ...outlier, maxServerErrors: 0 } }),
  'outlier-interval': listening({ outlierDetection: { ...outlier, interval: seconds(0) } }),
  'outlier-base-ejection': listening({ outlierDetection: { ...outlier, baseEjectionDuration: seconds(0) } }),
  'outlier-max-ejection': listening({ outlierDetection: { ...outlier, maxEjectionPercent: 101 } }),
  'count-range': running({ count: 2.5 }),
  'schedule-task-count': {
    nodes: {
      web: aNode(),
      job: { runs: { kind: 'schedule', at: 'rate(1 day)', source: 'job', taskCount: 11 } },
    },
  },
  'scaling-min': running({ count: 1, scaling: { ...scaling, min: 0 } }),
  'scaling-max': running({ scaling: { ...scaling, max: 5001 } }),
  'scaling-cpu-percent': running({ scaling: { ...scaling, cpuPercent: 0 } }),
  'deployment-minimum': running({ deployment: { minimumHealthyPercent: 101, maximumPercent: 200 } }),
  'deployment-maximum': running({ deployment: { minimumHealthyPercent: 100, maximumPercent: 201 } }),
  'container-check-interval': running({ healthCheck: { command, interval: milliseconds(7500) } }),
  'container-check-timeout': running({ healthCheck: { command, timeout: seconds(61) } }),
  'container-check-retries': running({ healthCheck: { command, retries: 0 } }),
  'container-check-start': running({ healthCheck: { command, startPeriod: seconds(301) } }),
  'ephemeral-storage': running({ ephemeralStorageGiB: 20 }),
  'writable-size': running({ writable: [{ path: '/tmp', sizeMiB: 0 }] }),
  'container-memory-range': running({ containerMemoryMiB: 5 }),
  'container-reservation-range': running({ containerMemoryReservationMiB: 5 }),
  'container-cpu-range': running({ containerCpu: 1 }),
  'stop-timeout': running({ stopTimeout: seconds(121) }),
  'ulimit-soft': running({ ulimits: [{ name: 'nofile', softLimit: -2, hardLimit: 0 }] }),
  'ulimit-hard': running({ ulimits: [{ name: 'nofile', softLimit: 0, hardLimit: 2_147_483_648 }] }),
  'network-zones': { network: { zones: 7 } },
  'scaling-memory-percent': ruledBy({ memoryPercent: 101 }),
  'scaling-cooldown': ruledBy({ memoryPercent: 50, scaleInCooldown: seconds(86_401) }),
  'scaling-evaluation-periods': ruledBy({
    metric: 'cpu',
    steps: [{ lower: 60, change: 1 }],
    evaluationPeriods: 101,
  }),
  'scaling-step-tasks': ruledBy({ metric: 'cpu', steps: [{ lower: 60, change: 5001 }] }),
  'scaling-step-percent': ruledBy({
    metric: 'cpu',
    steps: [{ lower: 60, change: 10_001 }],
    adjustmentType: 'PercentChangeInCapacity',
  }),
  'scaling-rules-many': ruledBy(...Object.keys(many(50, 0)).map((name) => ({ name, memoryPercent: 50 }))),
  'scaling-schedules-many': ruledBy(
    ...Object.keys(many(201, 0)).map((name) => ({ name, schedule: 'rate(1 day)' as const, min: 1 })),
  ),
  'scaling-steps-many': ruledBy({
    metric: 'cpu',
    steps: [
      ...Array.from({ length: 20 }, (_, index) => ({ lower: index, upper: index + 1, change: 1 })),
      { lower: 20, change: 1 },
    ],
  }),
  'scaling-requests': ruledBy({ requestsPerMinute: 0 }),
  'scaling-backlog': {
    containerInsights: 'enabled',
    ...ruledBy({ queue: 'orders', backlogPerTask: 0 }),
  },
  'capacity-base': running({ capacity: [{ provider: 'FARGATE', base: 100_001 }] }),
  'capacity-weight': running({ capacity: [{ provider: 'FARGATE', weight: 1001 }] }),
  'ec2-cpu': running({ cpu: 100, capacity: [{ provider: 'instances' }] }),
  'ec2-memory': running({ memoryMiB: 5, capacity: [{ provider: 'instances' }] }),
  'capacity-many': running({ capacity: Object.keys(many(21, 0)).map((provider) => ({ provider })) }),
  'schedule-capacity-many': {
    nodes: {
      web: aNode(),
      job: {
        runs: {
          kind: 'schedule',
          at: 'rate(1 day)',
          source: 'job',
          capacity: Object.keys(many(7, 0)).map((provider) => ({ provider })),
        },
      },
    },
  },
};
