/** How a target's renderer uses each field of each completed concept. A new field does not compile without its line. */
import type { MeshApplication } from '../mesh/application';
import type { MeshGateway, MeshGatewayRoute } from '../mesh/entry/gateway';
import type { MeshLoadBalancerRoute } from '../mesh/entry/load-balancer-route';
import type { MeshLoadBalancer } from '../mesh/entry/mesh-load-balancer';
import type { Rewrite } from '../mesh/entry/rewrite';
import type { MeshExternal } from '../mesh/external';
import type { Listener } from '../mesh/listener';
import type { MeshMatch } from '../mesh/match/match';
import type { MeshNode } from '../mesh/node';
import type { MeshRoute } from '../mesh/route';
import type { Logs } from '../mesh/runs/log-retention';
import type { Runs } from '../mesh/runs/runs';
import type { MeshService } from '../mesh/service';
import type { Tracing } from '../mesh/tracing';
import type { ConnectionPool, RequestPool } from '../mesh/traffic/connection-pool';
import type { HealthCheck } from '../mesh/traffic/health-check';
import type { OutlierDetection } from '../mesh/traffic/outlier-detection';
import type { Retry } from '../mesh/traffic/retry';
import type { Timeout } from '../mesh/traffic/timeout';
import type { KeysOf } from './keys-of';

/** Every completed concept, by the field in which the application holds it. */
export interface Concepts {
  readonly application: MeshApplication;
  readonly node: MeshNode;
  readonly external: MeshExternal;
  readonly listener: Listener;
  readonly healthCheck: HealthCheck;
  readonly timeout: Timeout;
  readonly connectionPool: ConnectionPool | RequestPool;
  readonly outlierDetection: OutlierDetection;
  readonly service: MeshService;
  readonly route: MeshRoute;
  readonly match: MeshMatch;
  readonly retry: Retry;
  readonly gateway: MeshGateway;
  readonly gatewayRoute: MeshGatewayRoute;
  readonly loadBalancer: MeshLoadBalancer;
  readonly loadBalancerRoute: MeshLoadBalancerRoute;
  readonly rewrite: Rewrite;
  readonly runs: Runs;
  readonly tracing: Tracing;
  readonly logs: Logs;
}

/**
 * `rendered`: the target's renderer reads it. `reported`: only its validation reads it, and reports the loss. `shared`:
 * `lib/ecs` or `lib/stacks` renders it in the same way for every target. `needless`: the target works without it.
 */
export type FieldUse = 'rendered' | 'reported' | 'shared' | 'needless';

/** `lost`: the whole concept with all its fields. The field that holds it is `reported`. */
export type FieldUses = {
  readonly [Concept in keyof Concepts]: { readonly [Field in KeysOf<Concepts[Concept]>]: FieldUse } | 'lost';
};

/** The fields that each target leaves to `lib/ecs`: how a task runs. */
export const sharedRuns = {
  kind: 'shared',
  origin: 'shared',
  cpu: 'shared',
  memoryMiB: 'shared',
  ephemeralStorageGiB: 'shared',
  platformVersion: 'shared',
  rights: 'shared',
  enableExecuteCommand: 'shared',
  writable: 'shared',
  volumes: 'rendered',
  command: 'shared',
  entryPoint: 'shared',
  workingDirectory: 'shared',
  stopTimeout: 'shared',
  initProcessEnabled: 'shared',
  dockerLabels: 'shared',
  ulimits: 'shared',
  containerCpu: 'shared',
  containerMemoryMiB: 'shared',
  containerMemoryReservationMiB: 'shared',
  ports: 'shared',
  environment: 'shared',
  healthCheck: 'shared',
  readonlyRootFilesystem: 'shared',
  user: 'shared',
  dropCapabilities: 'shared',
  count: 'shared',
  scaling: 'shared',
  capacity: 'shared',
  deployment: 'shared',
  at: 'shared',
  taskCount: 'shared',
} as const satisfies FieldUses['runs'];

/** What is alike for every target: `lib/ecs` makes the load balancer, and a target says where its routes lead. */
export const sharedLoadBalancer = {
  name: 'rendered',
  kind: 'rendered',
  port: 'shared',
  certificateArn: 'shared',
  certificates: 'shared',
  httpsPort: 'shared',
  domain: 'shared',
  accessLogs: 'shared',
  connectionLogs: 'shared',
  ipAddressType: 'shared',
  clientKeepAlive: 'shared',
  sslPolicy: 'shared',
  desyncMitigationMode: 'shared',
  deletionProtection: 'shared',
  webAcl: 'shared',
  internal: 'shared',
  open: 'rendered',
  targetGroup: 'shared',
  listener: 'shared',
  securityGroup: 'rendered',
  routes: 'rendered',
} as const;

export const sharedLoadBalancerRoute = {
  name: 'shared',
  priority: 'shared',
  match: 'shared',
  gateway: 'rendered',
  node: 'rendered',
  port: 'rendered',
  redirect: 'shared',
  respond: 'shared',
} as const satisfies FieldUses['loadBalancerRoute'];
