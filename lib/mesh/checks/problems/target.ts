/** Features that a target does not have, or has only in part. */
import type { Problem } from '../problem';
import { oneOf } from '../one-of';
import { QUOTAS } from '../quotas';
import { quote } from '../value-text';
import { type At, error, loss, wrong, warning } from './factory';

export const targetProblems = {
  unsupported: (at: At, target: string, feature: string, fix: string) =>
    error('unsupported', `${target}: ${at}`, `target ${target} has no ${feature}`, fix),
  lossRetries: (target: string, places: string) =>
    loss('loss-retries', target, places, 'failed requests are not retried'),
  lossTimeouts: (target: string, places: string) =>
    loss('loss-timeouts', target, places, 'a request that takes too long is not ended'),
  lossWeights: (target: string, places: string) =>
    loss('loss-weights', target, places, 'targets of weight 0 run, but cannot get traffic'),
  lossHealthChecks: (target: string, places: string) =>
    loss(
      'loss-health-checks',
      target,
      places,
      'callers do not leave out unhealthy tasks before ECS replaces them',
    ),
  lossConnectionPools: (target: string, places: string) =>
    loss('loss-connection-pools', target, places, 'the number of connections has no limit'),
  lossOutlierDetection: (target: string, places: string) =>
    loss('loss-outlier-detection', target, places, 'no task is ejected'),
  lossBalancing: (target: string, places: string) =>
    loss(
      'loss-balancing',
      target,
      places,
      'requests of HTTP/2 and gRPC stay on the connection that their caller opened, so tasks do not share them evenly',
    ),
  lossGateways: (target: string, places: string) =>
    loss(
      'loss-gateways',
      target,
      places,
      'the load balancer stands right before the node, with no gateway tasks',
    ),
  lossTracing: (target: string, places: string) =>
    loss('loss-tracing', target, places, 'no Envoy sends traces'),
  lossAccessLogs: (target: string, places: string) =>
    loss('loss-access-logs', target, places, 'there is no access log'),
  lossLogLevel: (target: string, places: string) =>
    loss('loss-log-level', target, places, 'no Envoy runs that would log at this level'),
  lossEgressFilter: (target: string, places: string) =>
    loss('loss-egress-filter', target, places, 'tasks reach port 443 anywhere, not *.amazonaws.com alone'),
  splitLost: (at: At, target: string, nodes: string) =>
    error(
      'loss-split',
      `${target}: ${at}`,
      `requests are split between ${nodes}, and without a mesh only one of them would get them`,
      'use envoy, lead it to one node, or accept it with MESH_ACCEPT=loss-split',
    ),
  targetNotBuilt: (target: string, built: readonly string[]) =>
    wrong(
      'target-not-built',
      'setting MESH_TARGET',
      'this target is not built yet',
      target,
      `use ${oneOf(built.map(quote))}`,
    ),
  tracedHealthChecks: (target: string): Problem =>
    warning(
      error(
        'traced-health-checks',
        'tracing',
        `${target}: health checks are sampled like requests, since leaving them out needs a sampling manifest that the image does not carry`,
        'lower samplingRate, or filter on the path in X-Ray',
      ),
    ),
  tracerReplaced: (target: string): Problem =>
    warning(
      error(
        'tracer-replaced',
        'tracing',
        `${target}: App Mesh's Envoy image has no OpenTelemetry tracer, so Envoys send X-Ray segments to the collector, in traces that services pass on as X-Amzn-Trace-Id`,
        'let services pass on X-Amzn-Trace-Id beside traceparent, or use envoy',
      ),
    ),
  timeoutCutShort: (at: At, route: string, node: string, got: string): Problem =>
    warning(
      wrong(
        'timeout-cut-short',
        at,
        `the Envoy of node ${quote(node)} ends the request before ${route} does`,
        got,
        "set the same perRequest timeout on the node's listener",
      ),
    ),
  leaveCutShort: (at: At, got: number, longest: number): Problem =>
    warning(
      wrong(
        'leave-cut-short',
        at,
        `a request may take ${Number.isFinite(got) ? `${got} s` : 'for ever'}, but a task that leaves gives its last requests only ${longest} s: Fargate gives all containers 120 s to stop`,
        Number.isFinite(got) ? got : 'no limit',
        `keep perRequest of routes and listeners at ${longest} s or less, or accept it with MESH_ACCEPT=leave-cut-short`,
      ),
    ),
  slowStart: (target: string, nodes: string): Problem =>
    warning(
      error(
        'slow-start',
        `${target}: ${nodes}`,
        'ECS calls a new task healthy before its application answers, so a deployment that starts slowly loses requests',
        'give `runs` a healthCheck, a command that asks the application, or accept it with MESH_ACCEPT=slow-start',
      ),
    ),
  taskTooLarge: (at: At, got: number, max: number, largest: string) =>
    wrong(
      'task-definition-size',
      at,
      `the task definition has more than the ${max} bytes that ECS takes, most of them in ${largest}`,
      got,
      'move large values out of the environment, or split a node or gateway that calls many services',
    ),
  ingressPortTaken: (at: At, port: number, by: string) =>
    wrong(
      'ingress-port-taken',
      at,
      `the port on which Envoy takes requests for it belongs to ${by} in the same task`,
      port,
      'use another listener port: Envoy takes 20000 and its last four digits',
    ),
  edgePortTaken: (at: At, port: number, by: string) =>
    wrong(
      'edge-port-taken',
      at,
      `the port on which Envoy takes requests of its load balancer belongs to ${by} in the same task`,
      port,
      'use another listener port: Envoy takes 16000 and the rest of its division by 4000',
    ),
  backendPortTaken: (at: At, backend: string, port: number, by: string) =>
    wrong(
      'backend-port-taken',
      at,
      `the loopback port of backend ${quote(backend)} belongs to ${by} in the same task`,
      port,
      `choose another in the node's backendPorts: { ${quote(backend)}: … }`,
    ),
  egressOpen: (target: string, nodes: string): Problem =>
    warning(
      error(
        'egress-443-open',
        `${target}: ${nodes}`,
        'tasks reach port 443 anywhere, not *.amazonaws.com alone: images, logs and secrets come over the same interface',
        "choose interception: 'transparent', whose Envoy drops the rest, or accept it with MESH_ACCEPT=egress-443-open",
      ),
    ),
  gatewayCheckTimes: (at: At): Problem =>
    warning(
      error(
        'gateway-check-times',
        at,
        'Envoy answers the path on its health port, and the load balancer asks in its own times and counts',
        'leave times and thresholds out',
      ),
    ),
  gatewayUnlimited: (at: At): Problem =>
    warning(
      error(
        'gateway-unlimited',
        at,
        "app-mesh: App Mesh has no limits for its gateway's connections, so behind a Network Load Balancer slow and many of them stop it",
        'use applicationLoadBalancer(), which takes whole headers only, or envoy, or accept it with MESH_ACCEPT=gateway-unlimited',
      ),
    ),
  schemeNever: (at: At, node: string): Problem =>
    warning(
      error(
        'scheme-never',
        at,
        `envoy: node ${quote(node)} calls its Envoy without TLS, so scheme "https" fits only a request of HTTP/2 that names https over its plain connection`,
        'match something else, or accept it with MESH_ACCEPT=scheme-never',
      ),
    ),
  /** @param mayShare it is a node whose callers have a rule each */
  securityGroupRules: (
    at: At,
    { direction, got, quota, mayShare }: { direction: string; got: number; quota: number; mayShare: boolean },
  ): Problem =>
    warning(
      wrong(
        'security-group-rules',
        at,
        `its security group needs more than the ${quota} ${direction} rules of the quota "${QUOTAS['security-group-rules'].title}"`,
        got,
        `${mayShare ? "give the node callerGroup: 'shared', with a rule for each port and not for each caller, or " : ''}ask AWS to raise the quota before you apply, and write MESH_QUOTAS=security-group-rules=<number>, or accept it with MESH_ACCEPT=security-group-rules`,
      ),
    ),
  securityGroupsMany: (at: At, got: number, quota: number): Problem =>
    warning(
      wrong(
        'security-groups-many',
        at,
        `its tasks need more than the ${quota} groups of the quota "${QUOTAS['security-groups-per-interface'].title}"`,
        got,
        "give fewer of the nodes that it calls callerGroup: 'shared', or ask AWS to raise the quota before you apply, and write MESH_QUOTAS=security-groups-per-interface=<number>, or accept it with MESH_ACCEPT=security-groups-many",
      ),
    ),
  orderUntold: (at: At, first: string, priority: number): Problem =>
    warning(
      error(
        'order-untold',
        at,
        `route ${quote(first)}, of priority ${priority}, comes before it for requests that fit both, and no priority is left that tells App Mesh so`,
        'give both a priority, the first a lower number',
      ),
    ),
  quota: (at: At, what: string, got: number, quota: number): Problem =>
    warning(
      wrong(
        'quota',
        at,
        `${what} exceed App Mesh's default quota of ${quota}`,
        got,
        'ask AWS to raise the quota before you apply',
      ),
    ),
} as const;
