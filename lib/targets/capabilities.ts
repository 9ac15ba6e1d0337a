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
export const notBuilt: Capability = { support: 'not built', note: '' };

/** Targets that can be chosen: they have a renderer, and the constructs place what it renders. */
export const placedTargets: ReadonlySet<TargetName> = new Set<TargetName>(['app-mesh', 'envoy', 'none']);

/** What there is no renderer of has one answer to everything. */
const on = (targets: Omit<Capabilities, 'service-connect'>): Capabilities => ({
  ...targets,
  'service-connect': notBuilt,
});

const withoutEnvoy = unsupported('no Envoy runs');
const anotherNode = unsupported('another node, or none, for some requests is an error');
const oneNode = unsupported('a load balancer forwards to one node');

/** By feature, in the model's words and in the order of the model's folders: node, service, gateway, whole. */
export const capabilities = {
  'HTTP listener': on({
    'app-mesh': native('listener of the virtual node'),
    envoy: native('Envoy takes requests on a port of its own, 20000 and the last four digits'),
    none: native('port of the task'),
  }),
  'several listeners': on({
    'app-mesh': native('routes name the port; at most 15, more than the platform intercepts is a problem'),
    envoy: native('a way in for each; services lead to the first'),
    none: native('ports of the task'),
  }),
  'HTTP/2 listener': on({
    'app-mesh': native('listener of the virtual node'),
    envoy: native('HTTP/2 all the way, without TLS; callers may speak HTTP/1.1 to their Envoy'),
    none: approximated('port of the task; requests stay on the connection that their caller opened'),
  }),
  'gRPC listener': on({
    'app-mesh': native('listener of the virtual node'),
    envoy: native(
      'as HTTP/2; calls end at the route’s timeout, 15 seconds if nothing is said, or at the caller’s own, with status 4',
    ),
    none: approximated('port of the task; requests stay on the connection that their caller opened'),
  }),
  'TCP listener': on({
    'app-mesh': native('listener of the virtual node; two that one node calls on one port are a problem'),
    envoy: native('bytes are passed on; two that a transparent node calls on one port are a problem'),
    none: native('port of the task'),
  }),
  worker: on({
    'app-mesh': native('virtual node without a listener, not in Cloud Map'),
    envoy: native('an Envoy for its calls alone'),
    none: native('task that nobody finds'),
  }),
  'one-off task': on({
    'app-mesh': native('task that an output’s command runs once; Envoy beside it ends with it'),
    envoy: native('task that an output’s command runs once; Envoy beside it ends with it'),
    none: native('task that an output’s command runs once'),
  }),
  schedule: on({
    'app-mesh': native('EventBridge rule that starts tasks; Envoy beside each ends with it'),
    envoy: native('EventBridge rule that starts tasks; Envoy beside each ends with it'),
    none: native('EventBridge rule that starts tasks'),
  }),
  backends: on({
    'app-mesh': native('names, so that two nodes may call each other'),
    envoy: native('a node’s Envoy knows its declared backends and nothing else'),
    none: native('security groups'),
  }),
  'health check': on({
    'app-mesh': native('of the listener, by the callers’ Envoys'),
    envoy: native('of every task, by the callers’ Envoys; without one they ask the task’s Envoy'),
    none: unsupported(
      'callers do not leave out unhealthy tasks before ECS replaces them; a load balancer asks the node behind it',
    ),
  }),
  'listener timeouts': on({
    'app-mesh': native(
      'per request and idle; 0, no limit, is an error: the Terraform provider leaves it out',
    ),
    envoy: native(
      'per request and idle; 15 seconds if nothing is said, streams too: perRequest 0 on route and listeners',
    ),
    none: withoutEnvoy,
  }),
  'more than 100 headers': on({
    'app-mesh': unsupported('App Mesh has no word for it: its Envoys answer 431'),
    envoy: native('maxHeadersCount, of requests and answers, at every Envoy on the way'),
    none: native('what the application takes: no Envoy counts'),
  }),
  'slashes in a path': on({
    'app-mesh': unsupported('two in a row are one, always'),
    envoy: native('two in a row are one, unless mergeSlashes is false'),
    none: native('stay as they are written'),
  }),
  'keep-alive to the application': on({
    'app-mesh': unsupported(
      'App Mesh has no word for it: the application keeps connections longer than an hour',
    ),
    envoy: native('4 seconds, or what the listener of HTTP/1.1 says'),
    none: native('callers and load balancers are connected to the application itself'),
  }),
  'old clients': on({
    'app-mesh': native(
      'what App Mesh’s Envoys take; HTTP/1.0 and offers to upgrade to TLS are not known to work',
    ),
    envoy: native('HTTP/1.0, offers to upgrade to what is not spoken, WebSocket over HTTP/2'),
    none: native('what the application takes'),
  }),
  'connection pool': on({
    'app-mesh': native('connections and waiting requests'),
    envoy: native('connections and waiting requests, at the node'),
    none: withoutEnvoy,
  }),
  'outlier detection': on({
    'app-mesh': native('by the callers’ Envoys; 0 % is an error: the Terraform provider leaves it out'),
    envoy: native('by the callers’ Envoys'),
    none: withoutEnvoy,
  }),
  'transparent interception': on({
    'app-mesh': native('always: the platform leads connections through Envoy'),
    envoy: native('by the node’s choice; else its application calls loopback ports'),
    none: native('nobody stands between a caller and its backend'),
  }),
  'backend ports': on({
    'app-mesh': native('needs none: backends have their own names'),
    envoy: native('by a hash of the backend’s name, or by hand'),
    none: native('needs none: backends have their own names'),
  }),
  'pool of requests': on({
    'app-mesh': native('of http2 and grpc: open requests'),
    envoy: native('of http2 and grpc: open requests, at the node'),
    none: withoutEnvoy,
  }),
  'external node': on({
    'app-mesh': native('virtual node that is found by DNS; security groups let its callers out to its port'),
    envoy: native(
      'found by DNS, checked only as it declares; security groups let its callers out to its port',
    ),
    none: native('its host and port; security groups let its callers out to its port'),
  }),
  'host name of an external node': on({
    'app-mesh': approximated(
      'what is asked for is the service’s name, which a warning says; of TCP there is none',
    ),
    envoy: native('written into each request'),
    none: native('the address that callers are given'),
  }),
  'addresses in variables': on({
    'app-mesh': native('the virtual service’s name and port'),
    envoy: native('a loopback port of the node’s own Envoy, or, transparent, the service’s name and port'),
    none: native('name and port of the node that answers'),
  }),
  'container health check': on({
    'app-mesh': native('by ECS'),
    envoy: native('by ECS'),
    none: native('by ECS'),
  }),
  'writable root file system': on({
    'app-mesh': native('by ECS'),
    envoy: native('by ECS'),
    none: native('by ECS'),
  }),
  'user and rights of a container': on({
    'app-mesh': native('by ECS'),
    envoy: native('by ECS'),
    none: native('by ECS'),
  }),
  scaling: on({
    'app-mesh': native('by ECS, on average CPU'),
    envoy: native('by ECS, on average CPU'),
    none: native('by ECS, on average CPU'),
  }),
  'deployment pace': on({
    'app-mesh': native('by ECS, with its circuit breaker'),
    envoy: native('by ECS, with its circuit breaker'),
    none: native('by ECS, with its circuit breaker'),
  }),

  'virtual service': on({
    'app-mesh': native('always through a router, so that retries are possible'),
    envoy: native('routes in the callers’ Envoys'),
    none: native('the name of the one node that answers'),
  }),
  'prefix match': on({
    'app-mesh': native('the longest prefix wins; the whole order is in testing-routes.md'),
    envoy: native('the longest prefix wins; the whole order is in testing-routes.md'),
    none: unsupported('another node, or none, for some requests is an error'),
  }),
  'path match': on({
    'app-mesh': native('exact, or an expression for the whole path'),
    envoy: native('exact, or an expression for the whole path'),
    none: anotherNode,
  }),
  'header match': on({
    'app-mesh': native(
      'exact, prefix, suffix, regex, range, present, and not, which an absent header does not fit; a range below 1 is an error: the Terraform provider leaves it out',
    ),
    envoy: native(
      'exact, prefix, suffix, regex, range, present, and not, which an absent header does not fit; of the host folded in: it is always the service’s',
    ),
    none: anotherNode,
  }),
  'query parameter match': on({
    'app-mesh': native('exact or present'),
    envoy: native('exact or present'),
    none: anotherNode,
  }),
  'method match': on({
    'app-mesh': native('of http and http2'),
    envoy: native('of http and http2'),
    none: anotherNode,
  }),
  'scheme match': on({
    'app-mesh': native('of http2'),
    envoy: approximated(
      'of http2; requests of a node are without TLS to its Envoy, so https fits few of them',
    ),
    none: anotherNode,
  }),
  'gRPC match': on({
    'app-mesh': native('service, method and metadata'),
    envoy: native('service, method and metadata'),
    none: anotherNode,
  }),
  'service on several ports': on({
    'app-mesh': native('a listener of the router for each port that a route names'),
    envoy: native('the first has a loopback port, a further one keeps its number there'),
    none: native('the ports of the node that answers'),
  }),
  priority: on({
    'app-mesh': native(
      '1 to 1000; where the order needs one it is added, from 1000 down; 0, which the Terraform provider leaves out, is an error',
    ),
    envoy: native('the order of routes'),
    none: anotherNode,
  }),
  weights: on({
    'app-mesh': native('weighted targets, one to ten'),
    envoy: native('weighted clusters'),
    none: unsupported(
      'a split is an error, and accepted (loss-split) the heaviest node answers alone; weight 0 is a warning',
    ),
  }),
  retries: on({
    'app-mesh': native(
      'connection failures are TCP events, the others HTTP events; where `on` is left out App Mesh’s own default: every method, a POST too, and each try has a part of the time',
    ),
    envoy: native(
      'by the caller’s Envoy, at another task; where `on` is left out by the method: a POST, PATCH or gRPC call is never executed twice, and no try has a time of its own',
    ),
    none: withoutEnvoy,
  }),
  'gRPC retries': on({
    'app-mesh': native(
      'events of gRPC’s own beside those of HTTP; App Mesh’s default has cancelled and unavailable',
    ),
    envoy: native('events of gRPC’s own beside those of HTTP'),
    none: withoutEnvoy,
  }),
  'no retries': on({
    'app-mesh': native('a policy of none, or App Mesh’s default of two would hold'),
    envoy: native('nobody retries'),
    none: native('nobody retries'),
  }),
  'route timeouts': on({
    'app-mesh': native(
      'per request and idle, 0 is an error; where a node’s Envoy gives up earlier, a warning says so',
    ),
    envoy: native('per request and idle; where a node’s Envoy gives up earlier, a warning says so'),
    none: withoutEnvoy,
  }),

  gateway: on({
    'app-mesh': native('virtual gateway, tasks without interception'),
    envoy: native('Envoys of their own, in two hops: rewrite, then route'),
    none: approximated('the load balancer stands right before the node'),
  }),
  'gateway prefix match': on({
    'app-mesh': native(
      'the longest prefix wins; the whole order is in testing-routes.md; /aws-appmesh and /aws-app-mesh are reserved',
    ),
    envoy: native('the longest prefix wins; the whole order is in testing-routes.md'),
    none: unsupported('a load balancer forwards to one node'),
  }),
  'gateway prefix rewrite': on({
    'app-mesh': native('the matched prefix becomes /'),
    envoy: native('the matched prefix becomes /, the host the service’s name'),
    none: unsupported('a load balancer leaves the path as it is'),
  }),
  'gateway path match': on({
    'app-mesh': native('exact, or an expression for the whole path'),
    envoy: native('exact, or an expression for the whole path'),
    none: oneNode,
  }),
  'gateway header match': on({
    'app-mesh': native('as in routes of services'),
    envoy: native('as in routes of services'),
    none: oneNode,
  }),
  'gateway query parameter match': on({
    'app-mesh': native('exact or present'),
    envoy: native('exact or present'),
    none: oneNode,
  }),
  'gateway hostname match': on({
    'app-mesh': native('exact or suffix; of gRPC the Terraform provider has none, which is an error'),
    envoy: native('exact or suffix, with or without a port'),
    none: oneNode,
  }),
  'gateway method match': on({
    'app-mesh': unsupported('App Mesh has it, its Terraform provider does not'),
    envoy: native('of http and http2'),
    none: oneNode,
  }),
  'gateway gRPC match': on({
    'app-mesh': native('by service, always; metadata is not in the Terraform provider and an error'),
    envoy: native('service and metadata'),
    none: oneNode,
  }),
  'gateway priority': on({
    'app-mesh': native(
      '1 to 1000; where the order needs one it is added, from 1000 down; 0, which the Terraform provider leaves out, is an error',
    ),
    envoy: native('the order of routes'),
    none: oneNode,
  }),
  'gateway keeps x-request-id': on({
    'app-mesh': unsupported('App Mesh has no word for it: the edge writes a new one'),
    envoy: native('preserveExternalRequestId; else the edge writes a new one'),
    none: native('nobody writes one'),
  }),
  'gateway reads %2F and %5C': on({
    'app-mesh': unsupported('App Mesh has no word for it: they stay as they are written'),
    envoy: native('pathWithEscapedSlashes: rejected, redirected or read as slashes; kept if nothing is said'),
    none: unsupported('a load balancer leaves the path as it is'),
  }),
  'gateway that strangers reach': on({
    'app-mesh': unsupported(
      'App Mesh has no word for it: behind a Network Load Balancer slow and many connections stop a gateway',
    ),
    envoy: native(
      'limits of connections, memory, time for headers and HTTP/2, with health and admin exempt; x-envoy-* and server stay inside',
    ),
    none: native('what the application takes: no gateway stands before it'),
  }),
  'gateway rewrite of paths': on({
    'app-mesh': native('another prefix, none, or a whole path'),
    envoy: native('another prefix, none, or a whole path'),
    none: unsupported('a load balancer leaves the path as it is'),
  }),
  'gateway rewrite of gRPC hosts': on({
    'app-mesh': unsupported('App Mesh has it, its Terraform provider does not'),
    envoy: native('the client’s host is kept'),
    none: native('a load balancer leaves the host as it is'),
  }),
  'gateway keeps the host': on({
    'app-mesh': native('defaultTargetHostname is off'),
    envoy: native('the second hop goes by a header of the first'),
    none: native('a load balancer leaves the host as it is'),
  }),
  'gateway health check': on({
    'app-mesh': native('of the listener'),
    envoy: approximated('its path is answered on the health port; the load balancer asks in its own times'),
    none: unsupported('no gateway runs'),
  }),
  'gateway connection pool': on({
    'app-mesh': native('connections and waiting requests'),
    envoy: native('connections and waiting requests between the two hops'),
    none: unsupported('no gateway runs'),
  }),
  'gateway listener timeouts': on({
    'app-mesh': unsupported('a virtual gateway’s listener has none'),
    envoy: native('per request and idle, of the first hop; none if nothing is said'),
    none: unsupported('no gateway runs'),
  }),
  'gateway outlier detection': on({
    'app-mesh': unsupported('a virtual gateway’s listener has none'),
    envoy: unsupported('a gateway is one host to itself'),
    none: unsupported('no gateway runs'),
  }),
  'load balancer': on({
    'app-mesh': native(
      'Application or Network Load Balancer; it asks Envoy whether it is ready, and waits for the slowest answer',
    ),
    envoy: native(
      'Application or Network Load Balancer; it asks Envoy’s health port, and waits for the slowest answer',
    ),
    none: native('Application or Network Load Balancer; it asks the node, and waits for the slowest answer'),
  }),
  'HTTPS at the load balancer': on({
    'app-mesh': native('with a certificate; plain HTTP is redirected'),
    envoy: native('with a certificate; plain HTTP is redirected'),
    none: native('with a certificate; plain HTTP is redirected'),
  }),

  'access log': on({
    'app-mesh': native('every Envoy prints it to its container’s output'),
    envoy: native('every Envoy prints it to its container’s output, without health checks'),
    none: withoutEnvoy,
  }),
  'log level of Envoy': on({
    'app-mesh': native('by an environment variable of the image'),
    envoy: native('an argument of Envoy'),
    none: withoutEnvoy,
  }),
  'log retention': on({
    'app-mesh': native('by CloudWatch Logs'),
    envoy: native('by CloudWatch Logs'),
    none: native('by CloudWatch Logs'),
  }),
  tracing: on({
    'app-mesh': native('X-Ray daemon beside every Envoy'),
    envoy: native('X-Ray daemon beside every Envoy; the first one decides, by the local rate alone'),
    none: unsupported('nobody sends traces'),
  }),
  'tracing without health checks': on({
    'app-mesh': approximated(
      'health checks are sampled like requests: the image carries no sampling manifest',
    ),
    envoy: native('Envoy knows checks of other Envoys and leaves them out'),
    none: unsupported('nobody sends traces'),
  }),
  'OpenTelemetry tracing': on({
    'app-mesh': approximated(
      'the collector stands in for the daemon; the image has no OpenTelemetry tracer, so Envoys trace for X-Ray',
    ),
    envoy: native('collector beside every Envoy, which writes to X-Ray; traces are handed on in traceparent'),
    none: unsupported('nobody sends traces'),
  }),
  'egress filter': on({
    'app-mesh': native('DROP_ALL: declared backends and *.amazonaws.com:443, nothing else'),
    envoy: approximated(
      'security groups: declared backends and port 443 anywhere; transparent nodes are held to *.amazonaws.com',
    ),
    none: approximated('security groups: declared backends and port 443 anywhere'),
  }),
  'processor architecture': on({
    'app-mesh': native('by Fargate; App Mesh’s Envoy image has both'),
    envoy: native('by Fargate; the image has both'),
    none: native('by Fargate'),
  }),
} as const satisfies Readonly<Record<string, Capabilities>>;

export type Feature = keyof typeof capabilities;
