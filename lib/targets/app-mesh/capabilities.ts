/** What target `app-mesh` makes of each feature of the model: data, from which `docs/targets.md` is written. */
import { approximated, type Capabilities, native, unsupported } from '../capability';

export const capabilities: Capabilities = {
  'HTTP listener': native('listener of the virtual node'),
  'several listeners': native(
    'routes name the port; at most 15, more than the platform intercepts is a problem',
  ),
  'HTTP/2 listener': native('listener of the virtual node'),
  'gRPC listener': native('listener of the virtual node'),
  'TCP listener': native('listener of the virtual node; two that one node calls on one port are a problem'),
  worker: native('virtual node without a listener, not in Cloud Map'),
  'one-off task': native('task that an output’s command runs once; Envoy beside it ends with it'),
  schedule: native('EventBridge rule that starts tasks; Envoy beside each ends with it'),
  backends: native('names, so that two nodes may call each other'),
  'health check': native('of the listener, by the callers’ Envoys'),
  'listener timeouts': native(
    'per request and idle; 0, no limit, is an error: the Terraform provider leaves it out',
  ),
  'more than 100 headers': unsupported('App Mesh has no word for it: its Envoys answer 431'),
  'slashes in a path': unsupported('two in a row are one, always'),
  'keep-alive to the application': unsupported(
    'App Mesh has no word for it: the application keeps connections longer than an hour',
  ),
  'old clients': native(
    'what App Mesh’s Envoys take; HTTP/1.0 and offers to upgrade to TLS are not known to work',
  ),
  'connection pool': native('connections and waiting requests'),
  'outlier detection': native(
    'by the callers’ Envoys; 0 % is an error: the Terraform provider leaves it out',
  ),
  'transparent interception': native('always: the platform leads connections through Envoy'),
  'backend ports': native('needs none: backends have their own names'),
  'pool of requests': native('of http2 and grpc: open requests'),
  'external node': native(
    'virtual node that is found by DNS; security groups let its callers out to its port',
  ),
  'host name of an external node': approximated(
    'what is asked for is the service’s name, which a warning says; of TCP there is none',
  ),
  'addresses in variables': native('the virtual service’s name and port'),
  'container health check': native('by ECS'),
  'writable root file system': native('by ECS'),
  'user and rights of a container': native('by ECS'),
  scaling: native('by ECS, on average CPU'),
  'deployment pace': native('by ECS, with its circuit breaker'),
  'virtual service': native('always through a router, so that retries are possible'),
  'prefix match': native('the longest prefix wins; the whole order is in testing-routes.md'),
  'path match': native('exact, or an expression for the whole path'),
  'header match': native(
    'exact, prefix, suffix, regex, range, present, and not, which an absent header does not fit; a range below 1 is an error: the Terraform provider leaves it out',
  ),
  'query parameter match': native('exact or present'),
  'method match': native('of http and http2'),
  'scheme match': native('of http2'),
  'gRPC match': native('service, method and metadata'),
  'service on several ports': native('a listener of the router for each port that a route names'),
  priority: native(
    '1 to 1000; where the order needs one it is added, from 1000 down; 0, which the Terraform provider leaves out, is an error',
  ),
  weights: native('weighted targets, one to ten'),
  retries: native(
    'connection failures are TCP events, the others HTTP events; where `on` is left out App Mesh’s own default: every method, a POST too, and each try has a part of the time',
  ),
  'gRPC retries': native(
    'events of gRPC’s own beside those of HTTP; App Mesh’s default has cancelled and unavailable',
  ),
  'no retries': native('a policy of none, or App Mesh’s default of two would hold'),
  'route timeouts': native(
    'per request and idle, 0 is an error; where a node’s Envoy gives up earlier, a warning says so',
  ),
  gateway: native('virtual gateway, tasks without interception'),
  'gateway prefix match': native(
    'the longest prefix wins; the whole order is in testing-routes.md; /aws-appmesh and /aws-app-mesh are reserved',
  ),
  'gateway prefix rewrite': native('the matched prefix becomes /'),
  'gateway path match': native('exact, or an expression for the whole path'),
  'gateway header match': native('as in routes of services'),
  'gateway query parameter match': native('exact or present'),
  'gateway hostname match': native(
    'exact or suffix; of gRPC the Terraform provider has none, which is an error',
  ),
  'gateway method match': unsupported('App Mesh has it, its Terraform provider does not'),
  'gateway gRPC match': native('by service, always; metadata is not in the Terraform provider and an error'),
  'gateway priority': native(
    '1 to 1000; where the order needs one it is added, from 1000 down; 0, which the Terraform provider leaves out, is an error',
  ),
  'gateway keeps x-request-id': unsupported('App Mesh has no word for it: the edge writes a new one'),
  'gateway reads %2F and %5C': unsupported('App Mesh has no word for it: they stay as they are written'),
  'gateway that strangers reach': unsupported(
    'App Mesh has no word for it: behind a Network Load Balancer slow and many connections stop a gateway',
  ),
  'gateway rewrite of paths': native('another prefix, none, or a whole path'),
  'gateway rewrite of gRPC hosts': unsupported('App Mesh has it, its Terraform provider does not'),
  'gateway keeps the host': native('defaultTargetHostname is off'),
  'gateway health check': native('of the listener'),
  'gateway connection pool': native('connections and waiting requests'),
  'gateway listener timeouts': unsupported('a virtual gateway’s listener has none'),
  'gateway outlier detection': unsupported('a virtual gateway’s listener has none'),
  'load balancer': native(
    'Application or Network Load Balancer; it asks Envoy whether it is ready, and waits for the slowest answer',
  ),
  'HTTPS at the load balancer': native('with a certificate; plain HTTP is redirected'),
  'access log': native('every Envoy prints it to its container’s output'),
  'log level of Envoy': native('by an environment variable of the image'),
  'log retention': native('by CloudWatch Logs'),
  tracing: native('X-Ray daemon beside every Envoy'),
  'tracing without health checks': approximated(
    'health checks are sampled like requests: the image carries no sampling manifest',
  ),
  'OpenTelemetry tracing': approximated(
    'the collector stands in for the daemon; the image has no OpenTelemetry tracer, so Envoys trace for X-Ray',
  ),
  'egress filter': native('DROP_ALL: declared backends and *.amazonaws.com:443, nothing else'),
  'processor architecture': native('by Fargate; App Mesh’s Envoy image has both'),
};
