/** How target `envoy` supports each feature of the model: data, from which `docs/targets.md` is written. */
import {
  approximated,
  type Capabilities,
  containerCapabilities,
  native,
  unsupported,
  loadBalancerCapabilities,
  scalingCapabilities,
  taskCapabilities,
} from '../capability';

export const capabilities: Capabilities = {
  'HTTP listener': native('Envoy listens on a port of its own: 20000 plus the last four digits of the port'),
  'several listeners': native('Envoy has a listener for each; services lead to the first'),
  'HTTP/2 listener': native('HTTP/2 all the way, without TLS; callers may speak HTTP/1.1 to their Envoy'),
  'gRPC listener': native(
    'as HTTP/2; a call ends with status 4 at the route’s timeout, 15 seconds by default, or at the caller’s own',
  ),
  'TCP listener': native(
    'Envoy passes on bytes; two backends of a transparent node on one port are an error',
  ),
  worker: native('its Envoy serves outgoing calls only'),
  'one-off task': native('task that an output’s command runs once; Envoy beside it ends with it'),
  schedule: native('EventBridge rule that starts tasks; Envoy beside each ends with it'),
  backends: native('a node’s Envoy knows its declared backends and nothing else'),
  'health check': native(
    'the callers’ Envoys check every task; without a declared check they ask the task’s Envoy',
  ),
  'listener timeouts': native(
    'per request and idle; 15 seconds by default, for streams too: they need perRequest 0 on the route and the listeners',
  ),
  'more than 100 headers': native('maxHeadersCount, for requests and responses, at every Envoy on the way'),
  'slashes in a path': native('two in a row are read as one, unless mergeSlashes is false'),
  'keep-alive to the application': native('4 seconds, or what the HTTP/1.1 listener declares'),
  'old clients': native('HTTP/1.0, offers to upgrade to an unknown protocol, WebSocket over HTTP/2'),
  'connection pool': native('limits of connections and of waiting requests, at the node'),
  'outlier detection': native('the callers’ Envoys eject tasks'),
  'transparent interception': native(
    'if the node chooses it; otherwise its application calls loopback ports',
  ),
  'backend ports': native('a hash of the backend’s name, or declared by hand'),
  'pool of requests': native('limit of open requests at the node, for http2 and grpc'),
  'external node': native(
    'DNS finds it, and only a declared check is made; security groups let its callers reach its port',
  ),
  'host name of an external node': native('Envoy writes it into each request'),
  'security group of an external node': native(
    'each caller may reach the members of the group; a rule of that group lets callers in, if `addRule` asks for it',
  ),
  'shared group of callers': native(
    'one security group, which tasks of all callers hold; the node has a rule for each port, not for each caller',
  ),
  'addresses in variables': native(
    'a loopback port of the node’s own Envoy; for a transparent node the service’s name and port',
  ),
  'container health check': native('by ECS'),
  'writable root file system': native('by ECS'),
  'user and rights of a container': native('by ECS'),
  ...containerCapabilities,
  ...scalingCapabilities,
  'deployment pace': native('by ECS, with its circuit breaker'),
  'virtual service': native('routes in the callers’ Envoys'),
  'prefix match': native('the longest prefix wins; the full order is in testing-routes.md'),
  'path match': native('exact, or an expression for the whole path'),
  'header match': native(
    'exact, prefix, suffix, regex, range, present and not; a not needs the header; a match of the host is decided at synth: the host is always the service’s',
  ),
  'query parameter match': native('exact or present'),
  'method match': native('for http and http2'),
  'scheme match': approximated(
    'for http2; nodes send requests to their Envoy without TLS, so https matches few of them',
  ),
  'gRPC match': native('service, method and metadata'),
  'service on several ports': native(
    'the first port has a loopback port; a further port keeps its number on loopback',
  ),
  priority: native('the order of routes'),
  weights: native('weighted clusters'),
  retries: native(
    'the caller’s Envoy retries at another task; without `on`, the method decides: a POST, PATCH or gRPC call is never executed twice, and a try has no time limit of its own',
  ),
  'gRPC retries': native('gRPC’s own events and those of HTTP'),
  'no retries': native('Envoy does not retry'),
  'route timeouts': native(
    'per request and idle; a warning tells where a node’s Envoy ends the request earlier',
  ),
  gateway: native('tasks with only Envoy, in two hops: rewrite, then route'),
  'gateway prefix match': native('the longest prefix wins; the full order is in testing-routes.md'),
  'gateway prefix rewrite': native('the matched prefix becomes /, and the host becomes the service’s name'),
  'gateway path match': native('exact, or an expression for the whole path'),
  'gateway header match': native('as in routes of services'),
  'gateway query parameter match': native('exact or present'),
  'gateway hostname match': native('exact or suffix, with or without a port'),
  'gateway method match': native('for http and http2'),
  'gateway gRPC match': native('service and metadata'),
  'gateway priority': native('it decides the order of the routes'),
  'gateway keeps x-request-id': native('preserveExternalRequestId; otherwise the gateway writes a new one'),
  'gateway reads %2F and %5C': native(
    'pathWithEscapedSlashes: they are rejected, redirected or read as slashes; by default they are kept',
  ),
  'gateway that strangers reach': native(
    'limits of connections, memory, time for headers and HTTP/2, but not for health and admin; x-envoy-* and server do not leave the mesh',
  ),
  'gateway rewrite of paths': native('another prefix, none, or a whole path'),
  'gateway rewrite of gRPC hosts': native('Envoy keeps the client’s host'),
  'gateway keeps the host': native('the second hop routes by a header that the first hop sets'),
  'gateway health check': approximated(
    'Envoy answers its path on the health port; the load balancer checks at its own intervals',
  ),
  'gateway connection pool': native('limits of connections and of waiting requests between the two hops'),
  'gateway listener timeouts': native('per request and idle, at the first hop; none by default'),
  'gateway outlier detection': unsupported('the first hop has only one host to send to'),
  'load balancer': native(
    'Application or Network Load Balancer; it checks Envoy’s health port, and waits for the slowest answer',
  ),
  'HTTPS at the load balancer': native('with a certificate; plain HTTP is redirected'),
  'load balancer before a node': native(
    'it leads to a port of the task’s Envoy for strangers, who have the limits of a gateway except those of connections and memory. An internal one leads to the port of callers. It checks Envoy’s health port',
  ),
  ...loadBalancerCapabilities,
  ...taskCapabilities,
  'invalid header fields': native(
    'headers that the load balancer lets through reach the gateway, and Envoy keeps them',
  ),
  'who may connect': native('by security groups; a node is called at the port of its Envoy'),
  'access log': native('every Envoy prints it to its container’s output, without health checks'),
  'log level of Envoy': native('an argument of Envoy'),
  'log retention': native('by CloudWatch Logs'),
  tracing: native('X-Ray daemon beside every Envoy; the first Envoy decides, by the local rate only'),
  'tracing without health checks': native(
    'Envoy recognises the checks of other Envoys and does not trace them',
  ),
  'OpenTelemetry tracing': native(
    'a collector beside every Envoy writes to X-Ray; the header traceparent carries the trace',
  ),
  'egress filter': approximated(
    'security groups: declared backends and port 443 anywhere; a transparent node can reach only *.amazonaws.com',
  ),
  'VPC endpoints': native('in the network’s stack'),
  IPv6: native('out of tasks, on ports that they may leave by; names between tasks are IPv4'),
  'public addresses of tasks': native('by ECS'),
  'processor architecture': native('by Fargate; the image exists for both'),
  'network that exists': native('its VPC and subnets are read at plan'),
  'network of another application': native('its stack is deployed first, and read'),
  'cluster that exists': native(
    'it is read at plan; ECS services in it have the application’s name in front',
  ),
  'namespace that exists': native('it is read at plan; its zone must belong to the VPC'),
};
