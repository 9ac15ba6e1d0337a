/**
 * Which feature each field of a definition belongs to. A new field of the model does not compile without its line here; a
 * new feature does not compile without its line in each target's column. A field that is missing in the completed concept
 * must say which field it becomes, so a default cannot be forgotten.
 */
import type { ApplicationDefinition } from '../mesh/application-definition';
import type { MeshApplication } from '../mesh/application';
import type {
  GatewayDefinition,
  GatewayRouteDefinition,
  MeshGateway,
  MeshGatewayRoute,
} from '../mesh/entry/gateway';
import type { LoadBalancerRouteDefinition, MeshLoadBalancerRoute } from '../mesh/entry/load-balancer-route';
import type { LoadBalancerDefinition, MeshLoadBalancer } from '../mesh/entry/mesh-load-balancer';
import type { Rewrite } from '../mesh/entry/rewrite';
import type { ExternalDefinition, MeshExternal } from '../mesh/external';
import type {
  GrpcListenerOptions,
  Http2ListenerOptions,
  HttpListenerOptions,
  Listener,
  TcpListenerOptions,
} from '../mesh/listener';
import type { GatewayRouteMatch, MeshMatch, RouteMatch } from '../mesh/match/match';
import type { MeshNode, NodeDefinition } from '../mesh/node';
import type { MeshRoute, RouteDefinition } from '../mesh/route';
import type { Logs, LogsDefinition } from '../mesh/runs/log-retention';
import type { Runs, RunsDefinition } from '../mesh/runs/runs';
import type { MeshService, ServiceDefinition } from '../mesh/service';
import type { Network, NetworkDefinition } from '../mesh/surroundings/network';
import type { Tracing, TracingDefinition } from '../mesh/tracing';
import type { ConnectionPool, RequestPool, TcpConnectionPool } from '../mesh/traffic/connection-pool';
import type { HealthCheck, HealthCheckDefinition } from '../mesh/traffic/health-check';
import type { OutlierDetection } from '../mesh/traffic/outlier-detection';
import type { Retry, RetryDefinition } from '../mesh/traffic/retry';
import type { Timeout } from '../mesh/traffic/timeout';
import type { Feature } from './features';
import type { KeysOf } from './keys-of';

/**
 * `name`: a name, which every target needs. `parts`: holds concepts that have lines of their own. `alike`: all targets
 * are the same.
 */
type Belongs = Feature | 'name' | 'parts' | 'alike';

type FieldFeatures<Definition, Completed> = {
  readonly [Field in KeysOf<Definition>]: Field extends KeysOf<Completed>
    ? Belongs
    : { readonly becomes: KeysOf<Completed> | KeysOf<MeshApplication>; readonly feature: Belongs };
};

type ListenerOptions = HttpListenerOptions | Http2ListenerOptions | GrpcListenerOptions | TcpListenerOptions;
type Pool = ConnectionPool | RequestPool | TcpConnectionPool;

interface Definitions {
  readonly application: FieldFeatures<ApplicationDefinition, MeshApplication>;
  readonly node: FieldFeatures<NodeDefinition, MeshNode>;
  readonly external: FieldFeatures<ExternalDefinition, MeshExternal>;
  readonly listener: FieldFeatures<ListenerOptions, Listener>;
  readonly healthCheck: FieldFeatures<HealthCheckDefinition, HealthCheck>;
  readonly timeout: FieldFeatures<Timeout, Timeout>;
  readonly connectionPool: FieldFeatures<Pool, Pool>;
  readonly outlierDetection: FieldFeatures<OutlierDetection, OutlierDetection>;
  readonly service: FieldFeatures<ServiceDefinition, MeshService>;
  readonly route: FieldFeatures<RouteDefinition, MeshRoute>;
  readonly match: FieldFeatures<RouteMatch, MeshMatch>;
  readonly retry: FieldFeatures<RetryDefinition, Retry>;
  readonly gateway: FieldFeatures<GatewayDefinition, MeshGateway>;
  readonly gatewayRoute: FieldFeatures<GatewayRouteDefinition, MeshGatewayRoute>;
  readonly gatewayMatch: FieldFeatures<GatewayRouteMatch, MeshMatch>;
  readonly rewrite: FieldFeatures<Rewrite, Rewrite>;
  readonly loadBalancer: FieldFeatures<LoadBalancerDefinition, MeshLoadBalancer>;
  readonly loadBalancerRoute: FieldFeatures<LoadBalancerRouteDefinition, MeshLoadBalancerRoute>;
  readonly runs: FieldFeatures<RunsDefinition, Runs>;
  readonly tracing: FieldFeatures<TracingDefinition, Tracing>;
  readonly logs: FieldFeatures<LogsDefinition, Logs>;
  readonly network: FieldFeatures<NetworkDefinition, Network>;
}

export const fieldFeatures: Definitions = {
  application: {
    mesh: 'name',
    namespace: 'namespace that exists',
    nodes: 'parts',
    services: 'parts',
    gateways: 'parts',
    loadBalancers: 'parts',
    network: 'parts',
    cluster: 'cluster that exists',
    keys: 'alike',
    tags: 'tags',
    tracing: 'tracing',
    logs: 'parts',
    architecture: 'processor architecture',
    containerInsights: 'alike',
    stacks: 'alike',
    outsidePolicies: 'alike',
  },
  node: {
    listeners: 'several listeners',
    backends: 'backends',
    interception: 'transparent interception',
    backendPorts: 'backend ports',
    loadBalancer: { becomes: 'loadBalancers', feature: 'load balancer before a node' },
    open: 'who may connect',
    callerGroup: 'shared group of callers',
    tags: 'tags',
    runs: 'parts',
  },
  external: {
    external: { becomes: 'listener', feature: 'external node' },
    host: 'host name of an external node',
    cidr: 'external node',
    securityGroup: 'security group of an external node',
  },
  listener: {
    health: { becomes: 'healthCheck', feature: 'health check' },
    timeout: 'listener timeouts',
    connectionPool: 'connection pool',
    outlierDetection: 'outlier detection',
    maxHeadersCount: 'more than 100 headers',
    mergeSlashes: 'slashes in a path',
    keepAlive: 'keep-alive to the application',
  },
  healthCheck: {
    path: 'health check',
    interval: 'health check',
    timeout: 'health check',
    healthyThreshold: 'health check',
    unhealthyThreshold: 'health check',
  },
  timeout: { idle: 'listener timeouts', perRequest: 'listener timeouts' },
  connectionPool: {
    maxConnections: 'connection pool',
    maxPendingRequests: 'connection pool',
    maxRequests: 'pool of requests',
  },
  outlierDetection: {
    maxServerErrors: 'outlier detection',
    interval: 'outlier detection',
    baseEjectionDuration: 'outlier detection',
    maxEjectionPercent: 'outlier detection',
  },
  service: { to: { becomes: 'routes', feature: 'virtual service' }, routes: 'virtual service' },
  route: {
    priority: 'priority',
    match: 'parts',
    targets: 'weights',
    retry: 'retries',
    timeout: 'route timeouts',
  },
  match: {
    prefix: 'prefix match',
    path: 'path match',
    headers: 'header match',
    queryParameters: 'query parameter match',
    method: 'method match',
    scheme: 'scheme match',
    serviceName: 'gRPC match',
    methodName: 'gRPC match',
    metadata: 'gRPC match',
    port: 'service on several ports',
  },
  retry: { maxRetries: 'retries', perRetryTimeout: 'retries', on: 'retries' },
  gateway: {
    listener: 'gateway',
    routes: 'parts',
    loadBalancer: { becomes: 'loadBalancers', feature: 'load balancer' },
    open: 'who may connect',
    preserveExternalRequestId: 'gateway keeps x-request-id',
    pathWithEscapedSlashes: 'gateway reads %2F and %5C',
    tags: 'tags',
    runs: 'alike',
  },
  gatewayRoute: {
    service: 'gateway',
    port: 'service on several ports',
    priority: 'gateway priority',
    match: 'parts',
    rewrite: 'parts',
  },
  gatewayMatch: {
    prefix: 'gateway prefix match',
    path: 'gateway path match',
    headers: 'gateway header match',
    queryParameters: 'gateway query parameter match',
    method: 'gateway method match',
    hostname: 'gateway hostname match',
    serviceName: 'gateway gRPC match',
    metadata: 'gateway gRPC match',
  },
  rewrite: {
    prefix: 'gateway rewrite of paths',
    path: 'gateway rewrite of paths',
    hostname: 'gateway keeps the host',
  },
  loadBalancer: {
    kind: 'load balancer',
    port: 'load balancer',
    certificateArn: 'HTTPS at the load balancer',
    certificates: 'HTTPS at the load balancer',
    httpsPort: 'HTTPS at the load balancer',
    domain: 'load balancer domain',
    accessLogs: 'load balancer logs',
    connectionLogs: 'load balancer logs',
    idleTimeout: 'load balancer settings',
    ipAddressType: 'IPv6 at the load balancer',
    clientKeepAlive: 'load balancer settings',
    sslPolicy: 'HTTPS at the load balancer',
    desyncMitigationMode: 'load balancer settings',
    dropInvalidHeaderFields: 'invalid header fields',
    deletionProtection: 'load balancer settings',
    webAcl: 'web ACL',
    internal: 'internal load balancer',
    open: 'who may connect',
    targetGroup: 'settings of target groups',
    listener: 'listener that exists',
    securityGroup: 'listener that exists',
    routes: 'parts',
  },
  loadBalancerRoute: {
    priority: 'rules of a load balancer',
    match: 'rules of a load balancer',
    gateway: 'load balancer',
    node: 'load balancer before a node',
    port: 'load balancer before a node',
    redirect: 'answers of a load balancer',
    respond: 'answers of a load balancer',
  },
  runs: {
    kind: 'one-off task',
    source: { becomes: 'origin', feature: 'alike' },
    image: { becomes: 'origin', feature: 'prebuilt image' },
    cpu: 'alike',
    memoryMiB: 'alike',
    ephemeralStorageGiB: 'ephemeral storage',
    platformVersion: 'platform version',
    rights: 'rights and roles',
    enableExecuteCommand: 'execute command',
    command: 'process of a container',
    entryPoint: 'process of a container',
    workingDirectory: 'process of a container',
    stopTimeout: 'process of a container',
    initProcessEnabled: 'process of a container',
    dockerLabels: 'process of a container',
    ulimits: 'limits of a container',
    containerCpu: 'limits of a container',
    containerMemoryMiB: 'limits of a container',
    containerMemoryReservationMiB: 'limits of a container',
    ports: 'ports of a container',
    environment: 'addresses in variables',
    healthCheck: 'container health check',
    readonlyRootFilesystem: 'writable root file system',
    writable: 'writable folders',
    volumes: 'EFS volumes',
    user: 'user and rights of a container',
    dropCapabilities: 'user and rights of a container',
    count: 'alike',
    scaling: 'scaling',
    capacity: 'Fargate Spot',
    deployment: 'deployment pace',
    at: 'schedule',
    taskCount: 'schedule',
  },
  tracing: { samplingRate: 'tracing', tracer: 'OpenTelemetry tracing' },
  logs: { retentionDays: 'log retention', envoyLevel: 'log level of Envoy' },
  network: {
    cidr: 'alike',
    zones: 'alike',
    nat: 'VPC endpoints',
    endpoints: 'VPC endpoints',
    publicIp: 'public addresses of tasks',
    existing: 'network that exists',
    of: 'network of another application',
    ipv6: 'IPv6',
    flowLogs: 'alike',
  },
};
