/** Every limit, at both edges, in the place where a user meets it: an application. */
import {
  applicationLoadBalancer,
  exact,
  grpc,
  http,
  http2,
  milliseconds,
  networkLoadBalancer,
  not,
  prefix,
  present,
  range,
  regex,
  suffix,
} from '../../../lib/mesh';
import type { ApplicationLoadBalancerOptions, HttpListenerOptions } from '../../../lib/mesh';
import type { Limit } from '../../../lib/mesh/checks/limit';
import { counts, lengths, limits } from '../../../lib/mesh/checks/limits';
import type { LoadBalancerRedirect } from '../../../lib/mesh/entry/load-balancer-answer';
import type { LoadBalancerMatch } from '../../../lib/mesh/entry/load-balancer-match';
import type { LoadBalancerDefinition } from '../../../lib/mesh/entry/mesh-load-balancer';
import type { TargetGroup } from '../../../lib/mesh/entry/target-group';
import type { NodeDefinition } from '../../../lib/mesh/node';
import type { ScalingRule } from '../../../lib/mesh/runs/scaling-rule';
import type { RunsDefinition } from '../../../lib/mesh/runs/runs';
import { aGateway, aNode, type MeshParts } from '../../../lib/testing';
import { codesOf } from '../problems-of';

type Field = readonly [place: string, put: (value: number) => MeshParts];

const time = (seconds: number) => milliseconds(Math.round(seconds * 1000));
const node = (runs: Partial<RunsDefinition>): MeshParts => ({ nodes: { web: aNode({ runs }) } });
const listening = (options: HttpListenerOptions): MeshParts => ({
  nodes: { web: aNode({ listeners: [http(3000, options)] }) },
});
const gatewayListening = (options: HttpListenerOptions): MeshParts => ({
  gateways: { ingress: aGateway({ listener: http(8080, options) }) },
});
const routed = (route: object): MeshParts => ({
  services: { web: { routes: { default: { targets: { web: 100 }, ...route } } } },
});

const grpcRouted = (match: object): MeshParts => ({
  nodes: { web: aNode({ listeners: [grpc(3000)] }) },
  ...routed({ match }),
});
const entered = (match: object): MeshParts => ({
  gateways: { ingress: aGateway({ routes: { all: { service: 'web', match } } }) },
});
const ruling = (routes: LoadBalancerDefinition['routes']): MeshParts => ({
  loadBalancers: { public: { ...applicationLoadBalancer(80), routes } },
});
const grouped = (targetGroup: TargetGroup): MeshParts => ({
  nodes: { web: aNode({ loadBalancer: applicationLoadBalancer(80, { targetGroup }) }) },
});
const asked = (healthCheck: TargetGroup['healthCheck'] & object) => grouped({ healthCheck });
const ruled = (match: LoadBalancerMatch) => ruling({ api: { match, node: 'web' } });
const old = (redirect: LoadBalancerRedirect) => ({ match: { path: '/old' }, redirect });
const text = (length: number) => 'x'.repeat(length);
const several = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`h${index}`, exact(`${index}`)]));

const check = { path: '/health' };
const pool = { maxConnections: 100 };
const outlier = {
  maxServerErrors: 5,
  interval: time(10),
  baseEjectionDuration: time(30),
  maxEjectionPercent: 50,
};
const scaling = { min: 1, max: 5000, cpuPercent: 50 };
const ruledBy = (...on: ScalingRule[]): MeshParts => node({ scaling: { ...scaling, on } });
const twoSteps = [
  { upper: 20, change: -1 },
  { lower: 60, change: 1 },
];
const deployment = { minimumHealthyPercent: 50, maximumPercent: 200 };
const command = ['true'];
const aSchedule = (more: object): NodeDefinition => ({
  runs: { kind: 'schedule', at: 'rate(1 day)', source: 'job', ...more },
});

const balanced = (options: ApplicationLoadBalancerOptions) => ({
  gateways: { ingress: aGateway({ loadBalancer: applicationLoadBalancer(80, options) }) },
});

/** Every place that a limit is in force at. */
const FIELDS: Readonly<Record<keyof typeof limits, readonly Field[]>> = {
  applicationIdle: [['an Application Load Balancer', (length) => balanced({ idleTimeout: time(length) })]],
  clientKeepAlive: [
    ['an Application Load Balancer', (length) => balanced({ clientKeepAlive: time(length) })],
  ],
  networkIdle: [
    [
      'a Network Load Balancer',
      (length) => ({
        gateways: {
          ingress: aGateway({ loadBalancer: networkLoadBalancer(80, { idleTimeout: time(length) }) }),
        },
      }),
    ],
  ],
  fileRetention: [
    ['access logs', (retentionDays) => balanced({ accessLogs: { retentionDays } })],
    ['connection logs', (retentionDays) => balanced({ connectionLogs: { retentionDays } })],
  ],
  port: [
    ["a node's listener", (port) => ({ nodes: { web: aNode({ listeners: [http(port)] }) } })],
    ["a gateway's listener", (port) => ({ gateways: { ingress: aGateway({ listener: http(port) }) } })],
    [
      'a load balancer',
      (port) => ({ gateways: { ingress: aGateway({ loadBalancer: applicationLoadBalancer(port) }) } }),
    ],
    [
      "a load balancer's HTTPS",
      (httpsPort) => ({
        gateways: { ingress: aGateway({ loadBalancer: applicationLoadBalancer(80, { httpsPort }) }) },
      }),
    ],
  ],
  backendPort: [
    ['a backend', (web) => ({ nodes: { web: aNode({ backends: ['web'], backendPorts: { web } }) } })],
  ],
  healthCheckInterval: [
    ["a node's listener", (value) => listening({ health: { ...check, interval: time(value) } })],
    ["a gateway's listener", (value) => gatewayListening({ health: { ...check, interval: time(value) } })],
  ],
  healthCheckTimeout: [
    ["a node's listener", (value) => listening({ health: { ...check, timeout: time(value) } })],
  ],
  healthyThreshold: [
    ["a node's listener", (healthyThreshold) => listening({ health: { ...check, healthyThreshold } })],
  ],
  unhealthyThreshold: [
    ["a node's listener", (unhealthyThreshold) => listening({ health: { ...check, unhealthyThreshold } })],
  ],
  priority: [
    ['a route', (priority) => routed({ priority })],
    [
      "a gateway's route",
      (priority) => ({ gateways: { in: aGateway({ routes: { all: { service: 'web', priority } } }) } }),
    ],
  ],
  rangeStart: [
    ['a header', (start) => routed({ match: { headers: { age: range(start, limits.rangeEnd.max) } } })],
  ],
  rangeEnd: [
    ['a header', (end) => routed({ match: { headers: { age: not(range(limits.rangeStart.min, end)) } } })],
  ],
  weight: [['a target', (web) => routed({ targets: { web } })]],
  maxRetries: [['a route', (maxRetries) => routed({ retry: { maxRetries } })]],
  perRetryTimeout: [['a route', (value) => routed({ retry: { perRetryTimeout: time(value) } })]],
  perRequestTimeout: [
    ['a route', (value) => routed({ timeout: { perRequest: time(value) } })],
    ["a node's listener", (value) => listening({ timeout: { perRequest: time(value) } })],
  ],
  idleTimeout: [
    ['a route', (value) => routed({ timeout: { idle: time(value) } })],
    ["a node's listener", (value) => listening({ timeout: { idle: time(value) } })],
  ],
  maxHeadersCount: [
    ["a node's listener", (maxHeadersCount) => listening({ maxHeadersCount })],
    ["a gateway's listener", (maxHeadersCount) => gatewayListening({ maxHeadersCount })],
  ],
  keepAlive: [["a node's listener", (value) => listening({ keepAlive: time(value) })]],
  maxConnections: [
    ["a node's listener", (maxConnections) => listening({ connectionPool: { maxConnections } })],
    ["a gateway's listener", (maxConnections) => gatewayListening({ connectionPool: { maxConnections } })],
  ],
  maxPendingRequests: [
    [
      "a node's listener",
      (maxPendingRequests) => listening({ connectionPool: { ...pool, maxPendingRequests } }),
    ],
  ],
  maxRequests: [
    [
      "a node's http2 listener",
      (maxRequests) => ({
        nodes: { web: aNode({ listeners: [http2(3000, { connectionPool: { maxRequests } })] }) },
      }),
    ],
    [
      "a gateway's grpc listener",
      (maxRequests) => ({
        nodes: { web: aNode({ listeners: [grpc(3000)] }) },
        gateways: {
          in: {
            listener: grpc(8080, { connectionPool: { maxRequests } }),
            routes: { all: { service: 'web' } },
          },
        },
      }),
    ],
  ],
  maxServerErrors: [
    [
      "a node's listener",
      (maxServerErrors) => listening({ outlierDetection: { ...outlier, maxServerErrors } }),
    ],
  ],
  outlierInterval: [
    ["a node's listener", (value) => listening({ outlierDetection: { ...outlier, interval: time(value) } })],
  ],
  baseEjection: [
    [
      "a node's listener",
      (value) => listening({ outlierDetection: { ...outlier, baseEjectionDuration: time(value) } }),
    ],
  ],
  maxEjectionPercent: [
    [
      "a node's listener",
      (maxEjectionPercent) => listening({ outlierDetection: { ...outlier, maxEjectionPercent } }),
    ],
  ],
  count: [
    ['a node', (count) => node({ count })],
    ['a gateway', (count) => ({ gateways: { ingress: aGateway({ runs: { count } }) } })],
  ],
  scheduleTaskCount: [
    ['a schedule', (taskCount) => ({ nodes: { web: aNode(), job: aSchedule({ taskCount }) } })],
  ],
  scalingMin: [['a node', (min) => node({ scaling: { ...scaling, min } })]],
  scalingMax: [['a node', (max) => node({ scaling: { ...scaling, max } })]],
  cpuPercent: [
    ['a node', (cpuPercent) => node({ scaling: { ...scaling, cpuPercent } })],
    [
      'a gateway',
      (cpuPercent) => ({ gateways: { in: aGateway({ runs: { scaling: { ...scaling, cpuPercent } } }) } }),
    ],
  ],
  memoryPercent: [['a rule', (memoryPercent) => ruledBy({ memoryPercent })]],
  scalingCooldown: [
    ['a rule, down', (value) => ruledBy({ memoryPercent: 50, scaleInCooldown: time(value) })],
    ['a rule, up', (value) => ruledBy({ memoryPercent: 50, scaleOutCooldown: time(value) })],
    ['steps', (value) => ruledBy({ metric: 'cpu', steps: twoSteps, cooldown: time(value) })],
  ],
  requestsPerMinute: [['a rule', (requestsPerMinute) => ruledBy({ requestsPerMinute })]],
  backlogPerTask: [['a rule', (backlogPerTask) => ruledBy({ queue: 'orders', backlogPerTask })]],
  capacityBase: [['a node', (base) => node({ capacity: [{ provider: 'FARGATE', base }] })]],
  capacityWeight: [
    [
      'a node',
      (weight) => node({ capacity: [{ provider: 'FARGATE' }, { provider: 'FARGATE_SPOT', weight }] }),
    ],
  ],
  ec2Cpu: [['a node', (cpu) => node({ cpu, capacity: [{ provider: 'instances' }] })]],
  ec2Memory: [['a node', (memoryMiB) => node({ memoryMiB, capacity: [{ provider: 'instances' }] })]],
  evaluationPeriods: [
    ['steps', (evaluationPeriods) => ruledBy({ metric: 'cpu', steps: twoSteps, evaluationPeriods })],
  ],
  stepTasks: [
    [
      'a step',
      (change) => ruledBy({ metric: 'cpu', steps: [...twoSteps.slice(0, 1), { lower: 60, change }] }),
    ],
  ],
  stepPercent: [
    [
      'a step',
      (change) =>
        ruledBy({
          metric: 'cpu',
          steps: [{ lower: 60, change }],
          adjustmentType: 'PercentChangeInCapacity',
        }),
    ],
  ],
  minimumHealthyPercent: [
    ['a node', (minimumHealthyPercent) => node({ deployment: { ...deployment, minimumHealthyPercent } })],
  ],
  maximumPercent: [['a node', (maximumPercent) => node({ deployment: { ...deployment, maximumPercent } })]],
  containerCheckInterval: [
    ['a container', (value) => node({ healthCheck: { command, interval: time(value) } })],
  ],
  containerCheckTimeout: [
    ['a container', (value) => node({ healthCheck: { command, timeout: time(value) } })],
  ],
  containerCheckRetries: [['a container', (retries) => node({ healthCheck: { command, retries } })]],
  containerCheckStart: [
    ['a container', (value) => node({ healthCheck: { command, startPeriod: time(value) } })],
  ],
  containerMemory: [
    ['a node', (containerMemoryMiB) => node({ memoryMiB: 249_856, cpu: 32_768, containerMemoryMiB })],
  ],
  ephemeralStorage: [
    ['a node', (ephemeralStorageGiB) => node({ ephemeralStorageGiB })],
    [
      'a gateway',
      (ephemeralStorageGiB) => ({ gateways: { ingress: aGateway({ runs: { ephemeralStorageGiB } }) } }),
    ],
  ],
  writableSize: [
    ['a node', (sizeMiB) => node({ cpu: 32_768, memoryMiB: 249_856, writable: [{ path: '/tmp', sizeMiB }] })],
  ],
  containerReservation: [
    [
      'a node',
      (containerMemoryReservationMiB) =>
        node({ memoryMiB: 249_856, cpu: 32_768, containerMemoryReservationMiB }),
    ],
  ],
  containerCpu: [['a node', (containerCpu) => node({ memoryMiB: 249_856, cpu: 32_768, containerCpu })]],
  stopTimeout: [['a node', (value) => node({ stopTimeout: time(value) })]],
  ulimitSoft: [['a node', (softLimit) => node({ ulimits: [{ name: 'nofile', softLimit, hardLimit: -1 }] })]],
  ulimitHard: [
    [
      'a node',
      (hardLimit) => node({ ulimits: [{ name: 'nofile', softLimit: hardLimit === -1 ? -1 : 0, hardLimit }] }),
    ],
  ],
  zones: [['the network', (zones) => ({ network: { zones } })]],
  rulePriority: [
    [
      'a rule',
      (priority) =>
        ruling({ api: { priority, match: { path: '/api/*' }, node: 'web' }, all: { node: 'web' } }),
    ],
  ],
  deregistrationDelay: [['a target group', (delay) => grouped({ deregistrationDelay: time(delay) })]],
  slowStart: [['a target group', (slow) => grouped({ slowStart: time(slow) })]],
  stickiness: [['a target group', (long) => grouped({ stickiness: { duration: time(long) } })]],
  gracePeriod: [['a target group', (long) => grouped({ healthCheckGracePeriod: time(long) })]],
  targetHealthInterval: [['a target group', (every) => asked({ interval: time(every), timeout: time(2) })]],
  targetHealthTimeout: [['a target group', (wait) => asked({ interval: time(300), timeout: time(wait) })]],
  targetHealthy: [['a target group', (healthyThreshold) => asked({ healthyThreshold })]],
  targetUnhealthy: [['a target group', (unhealthyThreshold) => asked({ unhealthyThreshold })]],
};

const rows = Object.entries(FIELDS).flatMap(([key, fields]) => {
  const limit: Limit = limits[key as keyof typeof limits];
  return fields.map(([place, put]) => ({
    ...limit,
    place,
    put,
    step: limit.unit === 'seconds' ? 0.001 : 1,
    unit: limit.unit ?? '',
  }));
});

/** Every place that a length is in force at. */
const LENGTHS: Readonly<Record<keyof typeof lengths, readonly Field[]>> = {
  conditions: [
    ['headers', (count) => routed({ match: { headers: several(count) } })],
    ['headers of one name', (count) => routed({ match: { headers: { a: Object.values(several(count)) } } })],
    ['query parameters', (count) => routed({ match: { queryParameters: several(count) } })],
    ['metadata', (count) => grpcRouted({ metadata: several(count) })],
    ["a gateway's headers", (count) => entered({ headers: several(count) })],
  ],
  matchName: [
    ['a header', (length) => routed({ match: { headers: { [text(length)]: present() } } })],
    ['metadata', (length) => grpcRouted({ metadata: { [text(length)]: present() } })],
  ],
  queryName: [
    ['a query parameter', (length) => routed({ match: { queryParameters: { [text(length)]: present() } } })],
  ],
  matchValue: [
    ['an exact header', (length) => routed({ match: { headers: { a: exact(text(length)) } } })],
    ["a header's start", (length) => routed({ match: { headers: { a: prefix(text(length)) } } })],
    ["a header's end", (length) => routed({ match: { headers: { a: not(suffix(text(length))) } } })],
    ["a header's expression", (length) => routed({ match: { headers: { a: regex(text(length)) } } })],
    ['a query parameter', (length) => routed({ match: { queryParameters: { a: exact(text(length)) } } })],
    ['metadata', (length) => grpcRouted({ metadata: { a: exact(text(length)) } })],
  ],
  pathRegex: [
    ['a route', (length) => routed({ match: { path: regex(text(length)) } })],
    ["a gateway's route", (length) => entered({ path: regex(text(length)) })],
  ],
  hostname: [
    ['a host', (length) => entered({ hostname: exact(text(length)) })],
    ["a host's end", (length) => entered({ hostname: suffix(text(length)) })],
  ],
  serviceName: [['a gRPC route', (length) => grpcRouted({ serviceName: text(length) })]],
  methodName: [['a gRPC route', (length) => grpcRouted({ serviceName: 'a', methodName: text(length) })]],
  redirectPart: [
    ['a host', (length) => ruling({ all: { node: 'web' }, old: old({ host: text(length) }) })],
    ['a query', (length) => ruling({ all: { node: 'web' }, old: old({ host: 'a.b', query: text(length) }) })],
  ],
  responseBody: [
    [
      'a fixed response',
      (length) =>
        ruling({
          all: { node: 'web' },
          old: { match: { path: '/old' }, respond: { status: 404, body: text(length) } },
        }),
    ],
  ],
};

const lengthRows = Object.entries(LENGTHS).flatMap(([key, fields]) =>
  fields.map(([place, put]) => ({ ...lengths[key as keyof typeof lengths], place, put })),
);

describe('a length', () => {
  it.each(lengthRows)('of $place ($what) is $min to $max [$code]', ({ code, min, max, put }) => {
    const refused = (length: number) => codesOf(put(length)).includes(code);
    if (min > 0) expect(refused(min - 1)).toBe(true);
    expect([min, max, max + 1].map(refused)).toEqual([false, false, true]);
  });

  it('has a code of its own', () => {
    const codes = Object.values({ ...limits, ...lengths, ...counts }).map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
  });
});

const many = <Value>(count: number, value: Value): Record<string, Value> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`x${index}`, value]));

const COUNTS: Readonly<Record<keyof typeof counts, (count: number) => MeshParts>> = {
  domainNames: (count) =>
    balanced({
      domain: { zone: 'Z0123', name: Object.keys(many(count, true)).map((name) => `${name}.example.com`) },
    }),
  services: (count) => ({ services: many(count, { to: 'web' }) }),
  nodes: (count) => ({ nodes: { web: aNode(), ...many(count - 1, aNode()) } }),
  gateways: (count) => ({ gateways: many(count, aGateway()) }),
  serviceRoutes: (count) => ({ services: { web: { routes: many(count, { targets: { web: 1 } }) } } }),
  gatewayRoutes: (count) => ({
    gateways: { ingress: aGateway({ routes: many(count, { service: 'web' }) }) },
  }),
  loadBalancers: (count) => ({
    loadBalancers: many(count, { ...applicationLoadBalancer(80), routes: { all: { node: 'web' } } }),
  }),
  targetGroups: (count) => ({
    nodes: many(count, aNode()),
    loadBalancers: {
      public: {
        ...applicationLoadBalancer(80),
        routes: Object.fromEntries(
          Array.from({ length: count }, (_, index) => [
            `x${index}`,
            index === 0
              ? { node: 'x0' }
              : { match: { path: `/${index}` }, node: `x${index}`, priority: index },
          ]),
        ),
      },
    },
  }),
  ruleValues: (count) =>
    ruled({
      path: Array.from({ length: Math.min(count, 3) }, (_, index) => `/${index}`),
      method: ['GET', 'PUT', 'POST'].slice(0, count - 3),
    }),
  ruleWildcards: (count) => ruled({ path: `/a${'*'.repeat(count)}` }),
  capacityProviders: (count) =>
    node({ capacity: Object.keys(many(count, 0)).map((provider) => ({ provider })) }),
  scheduleProviders: (count) => ({
    nodes: {
      web: aNode(),
      job: aSchedule({ capacity: Object.keys(many(count, 0)).map((provider) => ({ provider })) }),
    },
  }),
  scalingPolicies: (count) =>
    ruledBy(...Object.keys(many(count - 1, 0)).map((name) => ({ name, memoryPercent: 50 }))),
  scheduledActions: (count) =>
    ruledBy(
      ...Object.keys(many(count, 0)).map((name) => ({ name, schedule: 'rate(1 day)' as const, min: 1 })),
    ),
  scalingSteps: (count) =>
    ruledBy({
      metric: 'cpu',
      steps: [
        ...Array.from({ length: count - 1 }, (_, index) => ({ lower: index, upper: index + 1, change: 1 })),
        { lower: count - 1, change: 1 },
      ],
    }),
  conditionValues: (count) => ruled({ path: Array.from({ length: count }, (_, index) => `/${index}`) }),
};

describe('a count', () => {
  it.each(Object.entries(COUNTS))('of %s has a most', (key, put) => {
    const { code, max } = counts[key as keyof typeof counts];
    expect(codesOf(put(max))).not.toContain(code);
    expect(codesOf(put(max + 1))).toContain(code);
  });

  it('is refused before anything else is looked at', () => {
    const broken = many(201, { targets: { nowhere: 1 } });
    expect(codesOf({ services: { web: { routes: broken } } })).toEqual(['service-routes-many']);
  });
});

describe('a limit', () => {
  it.each(rows)('$what of $place is $min to $max $unit [$code]', ({ code, min, max, step, put }) => {
    const refused = (value: number) => codesOf(put(value)).includes(code);
    expect([min - step, min, max, max + step].map(refused)).toEqual([true, false, false, true]);
  });

  it.each(rows.filter(({ unit }) => unit !== 'seconds'))(
    '$what of $place is a whole number [$code]',
    ({ code, min, put }) => expect(codesOf(put(min + 0.5))).toContain(code),
  );

  it.each(rows)('$what of $place is a number at all [$code]', ({ code, put }) => {
    for (const value of [Number.NaN, Infinity, -Infinity]) expect(codesOf(put(value))).toContain(code);
  });

  it('has a code of its own', () => {
    const codes = Object.values(limits).map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
  });
});
