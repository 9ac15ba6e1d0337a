/** Every limit of the model with its source: numbers, lengths, then counts. A limit is checked wherever the field stands. */
import type { Count, Length, Limit } from './limit';

/** Sources: App Mesh = API model 2019-01-25; ECS = API model 2014-11-13 and the Fargate task size page. */
export const limits = {
  /** App Mesh PortNumber; 1 to 65535 in ECS too. */
  port: { code: 'port-range', what: 'port', min: 1, max: 65_535 },
  /** Above the ports that only root may open, below the ports that Linux gives to outgoing connections. */
  backendPort: { code: 'backend-port-range', what: 'backend port', min: 1024, max: 32_767 },

  /** App Mesh HealthCheckIntervalMillis 5000 to 300000. */
  healthCheckInterval: { code: 'health-check-interval', what: 'interval', min: 5, max: 300, unit: 'seconds' },
  /** App Mesh HealthCheckTimeoutMillis 2000 to 60000. */
  healthCheckTimeout: { code: 'health-check-timeout', what: 'timeout', min: 2, max: 60, unit: 'seconds' },
  /** App Mesh HealthCheckThreshold 2 to 10, both ways. */
  healthyThreshold: { code: 'health-check-healthy-threshold', what: 'healthy threshold', min: 2, max: 10 },
  unhealthyThreshold: {
    code: 'health-check-unhealthy-threshold',
    what: 'unhealthy threshold',
    min: 2,
    max: 10,
  },

  /** App Mesh WeightedTarget.weight, a percentage. */
  weight: { code: 'route-weight', what: 'weight', min: 0, max: 100 },
  /** App Mesh RoutePriority and GatewayRoutePriority; 0 is the highest. */
  priority: { code: 'route-priority', what: 'priority', min: 0, max: 1000 },
  /** App Mesh MatchRange takes any long. Beyond these numbers JavaScript cannot tell the halves of a range apart. */
  rangeStart: {
    code: 'match-range-start',
    what: 'range start',
    min: -(2 ** 52 - 1),
    max: 2 ** 52 - 1,
  },
  rangeEnd: {
    code: 'match-range-end',
    what: 'range end',
    min: -(2 ** 52 - 1),
    max: 2 ** 52 - 1,
  },
  /** App Mesh MaxRetries is any non-negative long. With more than 10, one failing call becomes an outage of its own. */
  maxRetries: { code: 'retry-max-retries', what: 'max retries', min: 1, max: 10 },
  /** 0 turns it off (App Mesh Duration). The upper bound is that of the whole request. */
  perRetryTimeout: {
    code: 'retry-per-retry-timeout',
    what: 'per-retry timeout',
    min: 0,
    max: 86_400,
    unit: 'seconds',
  },
  /** 0 turns a timeout off (App Mesh Duration). The upper bound of a day catches a wrong unit. */
  perRequestTimeout: {
    code: 'timeout-per-request',
    what: 'per-request timeout',
    min: 0,
    max: 86_400,
    unit: 'seconds',
  },
  idleTimeout: { code: 'timeout-idle', what: 'idle timeout', min: 0, max: 86_400, unit: 'seconds' },

  /** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html */
  applicationIdle: {
    code: 'load-balancer-idle-timeout',
    what: 'idle timeout',
    min: 1,
    max: 4000,
    unit: 'whole seconds',
  },
  clientKeepAlive: {
    code: 'load-balancer-keep-alive',
    what: 'client keep-alive',
    min: 60,
    max: 604_800,
    unit: 'whole seconds',
  },
  /** https://docs.aws.amazon.com/elasticloadbalancing/latest/network/update-idle-timeout.html */
  networkIdle: {
    code: 'network-load-balancer-idle-timeout',
    what: 'idle timeout',
    min: 60,
    max: 6000,
    unit: 'whole seconds',
  },
  /** S3 takes any number of days; the bound of ten years catches a mistyped number. */
  fileRetention: { code: 'log-file-retention', what: 'retention', min: 1, max: 3653, unit: 'days' },

  /** Envoy takes any number; the bound of 10,000 catches a mistyped number. */
  maxHeadersCount: { code: 'listener-max-headers-count', what: 'max headers count', min: 1, max: 10_000 },
  /** 0 would keep connections for ever in Envoy. An hour is Envoy's own value. */
  keepAlive: { code: 'listener-keep-alive', what: 'keep-alive', min: 1, max: 3600, unit: 'seconds' },

  /** App Mesh VirtualNodeHttpConnectionPool, and the same for the other protocols: 1 or more, 32 bits. */
  maxConnections: { code: 'pool-max-connections', what: 'max connections', min: 1, max: 2_147_483_647 },
  maxPendingRequests: {
    code: 'pool-max-pending-requests',
    what: 'max pending requests',
    min: 1,
    max: 2_147_483_647,
  },
  maxRequests: { code: 'pool-max-requests', what: 'max requests', min: 1, max: 2_147_483_647 },

  /** App Mesh OutlierDetection. */
  maxServerErrors: {
    code: 'outlier-max-server-errors',
    what: 'max server errors',
    min: 1,
    max: 2_147_483_647,
  },
  outlierInterval: { code: 'outlier-interval', what: 'interval', min: 0.001, max: 3600, unit: 'seconds' },
  baseEjection: {
    code: 'outlier-base-ejection',
    what: 'base ejection duration',
    min: 0.001,
    max: 3600,
    unit: 'seconds',
  },
  maxEjectionPercent: { code: 'outlier-max-ejection', what: 'max ejection', min: 0, max: 100, unit: '%' },

  /** ECS desiredCount; 5,000 is the quota of tasks per service. */
  count: { code: 'count-range', what: 'count', min: 0, max: 5000 },
  /** ECS RunTask, which EventBridge calls: at most 10 tasks in one call. */
  scheduleTaskCount: { code: 'schedule-task-count', what: 'task count', min: 1, max: 10 },
  scalingMin: { code: 'scaling-min', what: 'scaling minimum', min: 1, max: 5000 },
  scalingMax: { code: 'scaling-max', what: 'scaling maximum', min: 1, max: 5000 },
  cpuPercent: { code: 'scaling-cpu-percent', what: 'CPU target', min: 1, max: 100, unit: '%' },
  memoryPercent: { code: 'scaling-memory-percent', what: 'memory target', min: 1, max: 100, unit: '%' },
  /** Application Auto Scaling takes any number of seconds; the bound of a day catches a wrong unit. */
  scalingCooldown: {
    code: 'scaling-cooldown',
    what: 'cooldown',
    min: 0,
    max: 86_400,
    unit: 'whole seconds',
  },
  /** CloudWatch has no such bound, but refuses a period times evaluations of more than a day. */
  evaluationPeriods: { code: 'scaling-evaluation-periods', what: 'evaluation periods', min: 1, max: 100 },
  /** The quota of tasks per service, both ways. */
  stepTasks: { code: 'scaling-step-tasks', what: 'change of a step', min: -5000, max: 5000 },
  /** No more than all tasks can stop. The upper bound catches a mistyped number. */
  stepPercent: { code: 'scaling-step-percent', what: 'change of a step', min: -100, max: 10_000, unit: '%' },
  /** ECS CapacityProviderStrategyItem. */
  capacityBase: { code: 'capacity-base', what: 'base', min: 0, max: 100_000 },
  capacityWeight: { code: 'capacity-weight', what: 'weight', min: 0, max: 1000 },
  /** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters_ec2.html: 0.125 to 192 vCPU. */
  ec2Cpu: { code: 'ec2-cpu', what: 'cpu', min: 128, max: 196_608 },
  /** ECS takes any memory; 24 TiB is the largest instance. */
  ec2Memory: { code: 'ec2-memory', what: 'memoryMiB', min: 6, max: 25_165_824, unit: 'MiB' },
  /** Requests of one task in a minute. The bound catches a mistyped number. */
  requestsPerMinute: { code: 'scaling-requests', what: 'requests per minute', min: 1, max: 10_000_000 },
  /** Messages that wait for each task. SQS takes any number. */
  backlogPerTask: { code: 'scaling-backlog', what: 'backlog per task', min: 1, max: 10_000_000 },
  minimumHealthyPercent: {
    code: 'deployment-minimum',
    what: 'minimum healthy percent',
    min: 0,
    max: 100,
    unit: '%',
  },
  maximumPercent: { code: 'deployment-maximum', what: 'maximum percent', min: 100, max: 200, unit: '%' },
  /**
   * ECS container health check: interval 5 to 300 s, timeout 2 to 60 s, retries 1 to 10, start period 0 to 300 s. All are
   * integers.
   */
  containerCheckInterval: {
    code: 'container-check-interval',
    what: 'interval',
    min: 5,
    max: 300,
    unit: 'whole seconds',
  },
  containerCheckTimeout: {
    code: 'container-check-timeout',
    what: 'timeout',
    min: 2,
    max: 60,
    unit: 'whole seconds',
  },
  containerCheckRetries: { code: 'container-check-retries', what: 'retries', min: 1, max: 10 },
  containerCheckStart: {
    code: 'container-check-start',
    what: 'start period',
    min: 0,
    max: 300,
    unit: 'whole seconds',
  },
  /** ECS ContainerDefinition.memory: at least 6 MiB. The upper bound is the task's memory, which is checked elsewhere. */
  containerMemory: {
    code: 'container-memory-range',
    what: 'container memory',
    min: 6,
    max: 249_856,
    unit: 'MiB',
  },
  containerReservation: {
    code: 'container-reservation-range',
    what: 'the soft limit of memory',
    min: 6,
    max: 249_856,
    unit: 'MiB',
  },
  /** Linux takes shares from 2 (ECS ContainerDefinition.cpu). The upper bound is Fargate's largest task. */
  containerCpu: { code: 'container-cpu-range', what: 'container cpu', min: 2, max: 32_768 },
  /** ECS ContainerDefinition.stopTimeout: "valid values for Fargate are 2-120 seconds". */
  stopTimeout: { code: 'stop-timeout', what: 'stop timeout', min: 2, max: 120, unit: 'whole seconds' },
  /** ECS Ulimit: integers of 32 bits; -1 is no limit, as for Docker. */
  ulimitSoft: { code: 'ulimit-soft', what: 'soft limit', min: -1, max: 2_147_483_647 },
  ulimitHard: { code: 'ulimit-hard', what: 'hard limit', min: -1, max: 2_147_483_647 },

  /** ECS EphemeralStorage.sizeInGiB on Fargate. */
  ephemeralStorage: { code: 'ephemeral-storage', what: 'ephemeral storage', min: 21, max: 200, unit: 'GiB' },

  /** The upper bound catches a number in KiB: files count as memory of the task, which is checked too. */
  writableSize: { code: 'writable-size', what: 'size', min: 1, max: 65_536, unit: 'MiB' },

  /** A load balancer needs at least two zones. No region has more than six. */
  zones: { code: 'network-zones', what: 'zones', min: 2, max: 6 },

  /** ELB API 2015-12-01: RulePriority. */
  rulePriority: { code: 'load-balancer-priority', what: 'priority', min: 1, max: 50_000 },
  /** ELB API, TargetGroupAttribute: deregistration_delay, slow_start, stickiness. 0 turns slow start off. */
  deregistrationDelay: {
    code: 'target-group-deregistration-delay',
    what: 'deregistration delay',
    min: 0,
    max: 3600,
    unit: 'whole seconds',
  },
  slowStart: {
    code: 'target-group-slow-start-time',
    what: 'slow start',
    min: 30,
    max: 900,
    unit: 'whole seconds',
  },
  stickiness: {
    code: 'target-group-stickiness',
    what: 'stickiness',
    min: 1,
    max: 604_800,
    unit: 'whole seconds',
  },
  /** ECS healthCheckGracePeriodSeconds. */
  gracePeriod: {
    code: 'target-group-grace-period',
    what: 'health check grace period',
    min: 0,
    max: 2_147_483_647,
    unit: 'whole seconds',
  },
  /** ELB API, CreateTargetGroup. */
  targetHealthInterval: {
    code: 'target-group-health-interval',
    what: 'interval',
    min: 5,
    max: 300,
    unit: 'whole seconds',
  },
  targetHealthTimeout: {
    code: 'target-group-health-timeout',
    what: 'timeout',
    min: 2,
    max: 120,
    unit: 'whole seconds',
  },
  targetHealthy: { code: 'target-group-healthy', what: 'healthy threshold', min: 2, max: 10 },
  targetUnhealthy: { code: 'target-group-unhealthy', what: 'unhealthy threshold', min: 2, max: 10 },
} as const satisfies Record<string, Limit>;

/**
 * Sources: App Mesh = API model 2019-01-25. Where it names no limit, we use its limit for other texts that are matched.
 */
export const lengths = {
  /** App Mesh HttpRouteHeaders, HttpQueryParameters, GrpcRouteMetadataList. An empty list is left out. */
  conditions: { code: 'match-conditions', what: 'the list of conditions', min: 0, max: 10 },
  /** App Mesh HeaderName, for metadata too. */
  matchName: { code: 'match-name-length', what: 'the name', min: 1, max: 50 },
  /** App Mesh QueryParameterName has no limit. */
  queryName: { code: 'match-query-name-length', what: 'the name', min: 1, max: 255 },
  /** App Mesh HeaderMatch; the value of a query parameter has no limit. */
  matchValue: { code: 'match-value-length', what: 'the value', min: 1, max: 255 },
  /** App Mesh HttpPathRegex. */
  pathRegex: { code: 'match-path-regex-length', what: 'the expression for the path', min: 1, max: 255 },
  /** App Mesh ExactHostName and SuffixHostname. */
  hostname: { code: 'match-hostname-length', what: 'the host name', min: 1, max: 253 },
  /** App Mesh ServiceName has no limit. */
  serviceName: { code: 'match-service-name-length', what: 'serviceName', min: 1, max: 255 },
  /** App Mesh MethodName. */
  methodName: { code: 'match-method-name-length', what: 'methodName', min: 1, max: 50 },
  /** ELB API 2015-12-01: RedirectActionHost, RedirectActionPath, RedirectActionQuery. */
  redirectPart: {
    code: 'load-balancer-redirect-length',
    what: 'this part of the redirect',
    min: 0,
    max: 128,
  },
  /** ELB API: FixedResponseActionMessage. */
  responseBody: { code: 'load-balancer-response-length', what: 'the body', min: 0, max: 1024 },
} as const satisfies Record<string, Length>;

/** How long lists may be. Tests and benchmarks measure validation at these sizes. */
export const counts = {
  services: { code: 'services-many', what: 'services', max: 1000, fix: 'split the application' },
  /** Two versions of each service. */
  nodes: { code: 'nodes-many', what: 'nodes', max: 2000, fix: 'split the application' },
  /** The most that AWS raises quota "Domain names per ACM certificate" to. */
  domainNames: { code: 'domain-names-many', what: 'names', max: 100, fix: 'use a name with *' },
  gateways: { code: 'gateways-many', what: 'gateways', max: 200, fix: 'split the application' },
  serviceRoutes: { code: 'service-routes-many', what: 'routes', max: 200, fix: 'split the service' },
  gatewayRoutes: { code: 'gateway-routes-many', what: 'routes', max: 200, fix: 'add a gateway' },
  /** One for each gateway, and some more. AWS's quota of a region is 50 of each kind; AWS raises it on request. */
  loadBalancers: {
    code: 'load-balancers-many',
    what: 'load balancers',
    max: 250,
    fix: 'lead several gateways and nodes from one',
  },
  /** Quota "Target Groups per Application Load Balancer", which AWS does not raise. */
  targetGroups: {
    code: 'load-balancer-target-groups-many',
    what: 'target groups: one for each gateway, node and port that its routes lead to',
    max: 100,
    fix: 'add a load balancer, or lead to a gateway, whose routes choose',
  },
  /** Quotas of a rule; https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html */
  ruleValues: {
    code: 'load-balancer-rule-values',
    what: 'values in its match',
    max: 5,
    fix: 'split the route',
  },
  ruleWildcards: {
    code: 'load-balancer-rule-wildcards',
    what: 'wildcards in its match',
    max: 6,
    fix: 'split the route',
  },
  /** https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-quotas.html */
  scalingPolicies: {
    code: 'scaling-rules-many',
    what: 'rules that follow a metric',
    max: 50,
    fix: 'remove some',
  },
  scheduledActions: { code: 'scaling-schedules-many', what: 'schedules', max: 200, fix: 'remove some' },
  scalingSteps: { code: 'scaling-steps-many', what: 'steps', max: 20, fix: 'join some' },
  /** ECS CapacityProviderStrategyItem. */
  capacityProviders: { code: 'capacity-many', what: 'capacity providers', max: 20, fix: 'remove some' },
  /** EventBridge API, CapacityProviderStrategy. */
  scheduleProviders: {
    code: 'schedule-capacity-many',
    what: 'capacity providers of a schedule',
    max: 6,
    fix: 'remove some',
  },
  conditionValues: { code: 'load-balancer-condition-values', what: 'values', max: 3, fix: 'split the route' },
} as const satisfies Record<string, Count>;
