/** What each target makes of each feature of the model: data, from which `docs/targets.md` is written. */
import type { TargetName } from '../mesh/target';

/**
 * `native`: done by the target itself. `approximated`: nearly, with a warning. `unsupported`: lost, with a warning where
 * the same node answers all the same, else with an error. `not built`: this project does not have the target yet.
 */
export type Support = 'native' | 'approximated' | 'unsupported' | 'not built';

export interface Capability {
  readonly support: Support;
  /** How, or what is lost. One line. */
  readonly note: string;
}

export type Capabilities = Readonly<Record<TargetName, Capability>>;

const native = (note: string): Capability => ({ support: 'native', note });
const approximated = (note: string): Capability => ({ support: 'approximated', note });
const unsupported = (note: string): Capability => ({ support: 'unsupported', note });
const notBuilt: Capability = { support: 'not built', note: '' };

/** Targets that are not built yet have one answer to everything. */
const on = (targets: Pick<Capabilities, 'app-mesh' | 'none'>): Capabilities => ({
  ...targets,
  envoy: notBuilt,
  'service-connect': notBuilt,
});

const withoutEnvoy = unsupported('no Envoy runs');
const anotherNode = unsupported('another node, or none, for some requests is an error');
const oneNode = unsupported('a load balancer forwards to one node');

/** By feature, in the model's words and in the order of the model's folders: node, service, gateway, whole. */
export const capabilities = {
  'HTTP listener': on({
    'app-mesh': native('listener of the virtual node'),
    none: native('port of the task'),
  }),
  'several listeners': on({
    'app-mesh': native('routes name the port; at most 15, more than the platform intercepts is a problem'),
    none: native('ports of the task'),
  }),
  'HTTP/2 listener': on({
    'app-mesh': native('listener of the virtual node'),
    none: approximated('port of the task; requests stay on the connection that their caller opened'),
  }),
  'gRPC listener': on({
    'app-mesh': native('listener of the virtual node'),
    none: approximated('port of the task; requests stay on the connection that their caller opened'),
  }),
  'TCP listener': on({
    'app-mesh': native('listener of the virtual node; two that one node calls on one port are a problem'),
    none: native('port of the task'),
  }),
  worker: on({
    'app-mesh': native('virtual node without a listener, not in Cloud Map'),
    none: native('task that nobody finds'),
  }),
  backends: on({
    'app-mesh': native('names, so that two nodes may call each other'),
    none: native('security groups'),
  }),
  'health check': on({
    'app-mesh': native('of the listener, by the callers’ Envoys'),
    none: unsupported(
      'callers do not leave out unhealthy tasks before ECS replaces them; a load balancer asks the node behind it',
    ),
  }),
  'listener timeouts': on({ 'app-mesh': native('per request and idle'), none: withoutEnvoy }),
  'connection pool': on({ 'app-mesh': native('connections and waiting requests'), none: withoutEnvoy }),
  'outlier detection': on({ 'app-mesh': native('by the callers’ Envoys'), none: withoutEnvoy }),
  'pool of requests': on({ 'app-mesh': native('of http2 and grpc: open requests'), none: withoutEnvoy }),
  'external node': on({
    'app-mesh': native('virtual node that is found by DNS; security groups let its callers out to its port'),
    none: native('its host and port; security groups let its callers out to its port'),
  }),
  'addresses in variables': on({
    'app-mesh': native('the virtual service’s name and port'),
    none: native('name and port of the node that answers'),
  }),
  'container health check': on({ 'app-mesh': native('by ECS'), none: native('by ECS') }),
  scaling: on({
    'app-mesh': native('by ECS, on average CPU'),
    none: native('by ECS, on average CPU'),
  }),
  'deployment pace': on({
    'app-mesh': native('by ECS, with its circuit breaker'),
    none: native('by ECS, with its circuit breaker'),
  }),

  'virtual service': on({
    'app-mesh': native('always through a router, so that retries are possible'),
    none: native('the name of the one node that answers'),
  }),
  'prefix match': on({
    'app-mesh': native('the longest prefix wins'),
    none: unsupported('another node, or none, for some requests is an error'),
  }),
  'path match': on({
    'app-mesh': native('exact, or an expression for the whole path'),
    none: anotherNode,
  }),
  'header match': on({
    'app-mesh': native('exact, prefix, suffix, regex, range, present, and not'),
    none: anotherNode,
  }),
  'query parameter match': on({ 'app-mesh': native('exact or present'), none: anotherNode }),
  'method match': on({ 'app-mesh': native('of http and http2'), none: anotherNode }),
  'scheme match': on({ 'app-mesh': native('of http2'), none: anotherNode }),
  'gRPC match': on({ 'app-mesh': native('service, method and metadata'), none: anotherNode }),
  'service on several ports': on({
    'app-mesh': native('a listener of the router for each port that a route names'),
    none: native('the ports of the node that answers'),
  }),
  priority: on({
    'app-mesh': native('1 to 1000; 0, which the Terraform provider leaves out, is an error'),
    none: anotherNode,
  }),
  weights: on({
    'app-mesh': native('weighted targets, one to ten'),
    none: unsupported(
      'a split is an error, and accepted (loss-split) the heaviest node answers alone; weight 0 is a warning',
    ),
  }),
  retries: on({
    'app-mesh': native('connection failures are TCP events, the others HTTP events'),
    none: withoutEnvoy,
  }),
  'gRPC retries': on({ 'app-mesh': native('events of gRPC’s own beside those of HTTP'), none: withoutEnvoy }),
  'no retries': on({
    'app-mesh': native('a policy of none, or App Mesh’s default of two would hold'),
    none: native('nobody retries'),
  }),
  'route timeouts': on({
    'app-mesh': native('per request and idle; where a node’s Envoy gives up earlier, a warning says so'),
    none: withoutEnvoy,
  }),

  gateway: on({
    'app-mesh': native('virtual gateway, tasks without interception'),
    none: approximated('the load balancer stands right before the node'),
  }),
  'gateway prefix match': on({
    'app-mesh': native('the longest prefix wins; /aws-appmesh and /aws-app-mesh are reserved'),
    none: unsupported('a load balancer forwards to one node'),
  }),
  'gateway prefix rewrite': on({
    'app-mesh': native('the matched prefix becomes /'),
    none: unsupported('a load balancer leaves the path as it is'),
  }),
  'gateway path match': on({
    'app-mesh': native('exact, or an expression for the whole path'),
    none: oneNode,
  }),
  'gateway header match': on({ 'app-mesh': native('as in routes of services'), none: oneNode }),
  'gateway query parameter match': on({ 'app-mesh': native('exact or present'), none: oneNode }),
  'gateway hostname match': on({
    'app-mesh': native('exact or suffix; of gRPC the Terraform provider has none, which is an error'),
    none: oneNode,
  }),
  'gateway method match': on({
    'app-mesh': unsupported('App Mesh has it, its Terraform provider does not'),
    none: oneNode,
  }),
  'gateway gRPC match': on({
    'app-mesh': native('by service, always; metadata is not in the Terraform provider and an error'),
    none: oneNode,
  }),
  'gateway priority': on({
    'app-mesh': native('1 to 1000; 0, which the Terraform provider leaves out, is an error'),
    none: oneNode,
  }),
  'gateway rewrite of paths': on({
    'app-mesh': native('another prefix, none, or a whole path'),
    none: unsupported('a load balancer leaves the path as it is'),
  }),
  'gateway rewrite of gRPC hosts': on({
    'app-mesh': unsupported('App Mesh has it, its Terraform provider does not'),
    none: native('a load balancer leaves the host as it is'),
  }),
  'gateway keeps the host': on({
    'app-mesh': native('defaultTargetHostname is off'),
    none: native('a load balancer leaves the host as it is'),
  }),
  'gateway health check': on({ 'app-mesh': native('of the listener'), none: unsupported('no gateway runs') }),
  'gateway connection pool': on({
    'app-mesh': native('connections and waiting requests'),
    none: unsupported('no gateway runs'),
  }),
  'gateway listener timeouts': on({
    'app-mesh': unsupported('a virtual gateway’s listener has none'),
    none: unsupported('no gateway runs'),
  }),
  'gateway outlier detection': on({
    'app-mesh': unsupported('a virtual gateway’s listener has none'),
    none: unsupported('no gateway runs'),
  }),
  'load balancer': on({
    'app-mesh': native('Application or Network Load Balancer; it asks Envoy whether it is ready'),
    none: native('Application or Network Load Balancer; it asks the node'),
  }),
  'HTTPS at the load balancer': on({
    'app-mesh': native('with a certificate; plain HTTP is redirected'),
    none: native('with a certificate; plain HTTP is redirected'),
  }),

  'access log': on({
    'app-mesh': native('every Envoy prints it to its container’s output'),
    none: withoutEnvoy,
  }),
  'log level of Envoy': on({
    'app-mesh': native('by an environment variable of the image'),
    none: withoutEnvoy,
  }),
  'log retention': on({ 'app-mesh': native('by CloudWatch Logs'), none: native('by CloudWatch Logs') }),
  tracing: on({
    'app-mesh': native('X-Ray daemon beside every Envoy'),
    none: unsupported('nobody sends traces'),
  }),
  'tracing without health checks': on({
    'app-mesh': approximated(
      'health checks are sampled like requests: the image carries no sampling manifest',
    ),
    none: unsupported('nobody sends traces'),
  }),
  'egress filter': on({
    'app-mesh': native('DROP_ALL: declared backends and *.amazonaws.com:443, nothing else'),
    none: approximated('security groups: declared backends and port 443 anywhere'),
  }),
  'processor architecture': on({
    'app-mesh': native('by Fargate; App Mesh’s Envoy image has both'),
    none: native('by Fargate'),
  }),
} as const satisfies Readonly<Record<string, Capabilities>>;

export type Feature = keyof typeof capabilities;
