/** How target `app-mesh` supports each feature of the model: data, from which `docs/targets.md` is written. */
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
  'HTTP listener': native('listener of the virtual node'),
  'several listeners': native(
    'routes name the port; at most 15, because the platform intercepts no more: a 16th is an error',
  ),
  'HTTP/2 listener': native('listener of the virtual node'),
  'gRPC listener': native('listener of the virtual node'),
  'TCP listener': native('listener of the virtual node; two backends of one node on one port are an error'),
  worker: native('virtual node without a listener, not in Cloud Map'),
  'one-off task': native('task that an output’s command runs once; Envoy beside it ends with it'),
  schedule: native('EventBridge rule that starts tasks; Envoy beside each ends with it'),
  backends: native('the virtual node lists names, so two nodes may call each other'),
  'health check': native('set on the listener; the callers’ Envoys run it'),
  'listener timeouts': native(
    'per request and idle; 0 (no limit) is an error, because the Terraform provider leaves it out',
  ),
  'more than 100 headers': unsupported('App Mesh has no such setting: its Envoys answer 431'),
  'slashes in a path': unsupported('App Mesh always reads two in a row as one'),
  'keep-alive to the application': unsupported(
    'App Mesh has no such setting: the application must keep connections longer than an hour',
  ),
  'old clients': native(
    'clients that App Mesh’s Envoys accept; HTTP/1.0 and offers to upgrade to TLS are not known to work',
  ),
  'connection pool': native('limits of connections and of waiting requests'),
  'outlier detection': native(
    'the callers’ Envoys eject tasks; 0 % is an error, because the Terraform provider leaves it out',
  ),
  'transparent interception': native('always: the platform sends connections through Envoy'),
  'backend ports': native('not needed: backends have their own names'),
  'pool of requests': native('limit of open requests, for http2 and grpc'),
  'external node': native('virtual node that DNS finds; security groups let its callers reach its port'),
  'host name of an external node': approximated(
    'requests carry the service’s name, and a warning says so; TCP has no host name',
  ),
  'security group of an external node': native(
    'each caller may reach the members of the group; a rule of that group lets callers in, if `addRule` asks for it',
  ),
  'shared group of callers': native(
    'one security group, which tasks of all callers hold; the node has a rule for each port, not for each caller',
  ),
  'addresses in variables': native('the virtual service’s name and port'),
  'container health check': native('by ECS'),
  'writable root file system': native('by ECS'),
  'user and rights of a container': native('by ECS'),
  ...containerCapabilities,
  ...scalingCapabilities,
  'deployment pace': native('by ECS, with its circuit breaker'),
  'virtual service': native('always through a router, so that retries are possible'),
  'prefix match': native('the longest prefix wins; the full order is in testing-routes.md'),
  'path match': native('exact, or an expression for the whole path'),
  'header match': native(
    'exact, prefix, suffix, regex, range, present and not; a not needs the header; a range below 1 is an error, because the Terraform provider leaves it out',
  ),
  'query parameter match': native('exact or present'),
  'method match': native('for http and http2'),
  'scheme match': native('for http2'),
  'gRPC match': native('service, method and metadata'),
  'service on several ports': native('a listener of the router for each port that a route names'),
  priority: native(
    '1 to 1000; where the order needs a priority, Meshwright adds one, from 1000 down; 0 is an error, because the Terraform provider leaves it out',
  ),
  weights: native('weighted targets, one to ten'),
  retries: native(
    'connection failures are TCP events, the others are HTTP events; without `on`, App Mesh’s own default holds: it retries every method, POST too, and divides the time between the tries',
  ),
  'gRPC retries': native(
    'gRPC’s own events and those of HTTP; App Mesh’s default has cancelled and unavailable',
  ),
  'no retries': native('a policy with no retries; without it, App Mesh’s default of two would hold'),
  'route timeouts': native(
    'per request and idle, 0 is an error; a warning tells where a node’s Envoy ends the request earlier',
  ),
  gateway: native('virtual gateway; its tasks have no interception'),
  'gateway prefix match': native(
    'the longest prefix wins; the full order is in testing-routes.md; /aws-appmesh and /aws-app-mesh are reserved',
  ),
  'gateway prefix rewrite': native('the matched prefix becomes /'),
  'gateway path match': native('exact, or an expression for the whole path'),
  'gateway header match': native('as in routes of services'),
  'gateway query parameter match': native('exact or present'),
  'gateway hostname match': native(
    'exact or suffix; an error for gRPC, because the Terraform provider does not have it',
  ),
  'gateway method match': unsupported('App Mesh has it, its Terraform provider does not'),
  'gateway gRPC match': native(
    'always by service; metadata is an error, because the Terraform provider does not have it',
  ),
  'gateway priority': native(
    '1 to 1000; where the order needs a priority, Meshwright adds one, from 1000 down; 0 is an error, because the Terraform provider leaves it out',
  ),
  'gateway keeps x-request-id': unsupported('App Mesh has no such setting: the gateway writes a new one'),
  'gateway reads %2F and %5C': unsupported('App Mesh has no such setting: they stay as they are written'),
  'gateway that strangers reach': unsupported(
    'App Mesh has no such setting: behind a Network Load Balancer, slow or many connections stop a gateway',
  ),
  'gateway rewrite of paths': native('another prefix, none, or a whole path'),
  'gateway rewrite of gRPC hosts': unsupported('App Mesh has it, its Terraform provider does not'),
  'gateway keeps the host': native('defaultTargetHostname is off'),
  'gateway health check': native('set on the listener'),
  'gateway connection pool': native('limits of connections and of waiting requests'),
  'gateway listener timeouts': unsupported('a virtual gateway’s listener has none'),
  'gateway outlier detection': unsupported('a virtual gateway’s listener has none'),
  'load balancer': native(
    'Application or Network Load Balancer; it checks whether Envoy is ready, and waits for the slowest answer',
  ),
  'HTTPS at the load balancer': native('with a certificate; plain HTTP is redirected'),
  'load balancer before a node': native(
    'it leads to the node’s own port, where the platform sends connections to Envoy, and checks it there. Envoy cannot tell strangers from callers, so it has no limits for strangers',
  ),
  ...loadBalancerCapabilities,
  ...taskCapabilities,
  'invalid header fields': native('headers that the load balancer lets through reach what is behind it'),
  'who may connect': native('by security groups, on the port of the listener'),
  'access log': native('every Envoy prints it to its container’s output'),
  'log level of Envoy': native('by an environment variable of the image'),
  'log retention': native('by CloudWatch Logs'),
  tracing: native('X-Ray daemon beside every Envoy'),
  'tracing without health checks': approximated(
    'health checks are sampled like requests, because the image has no sampling manifest',
  ),
  'OpenTelemetry tracing': approximated(
    'the collector takes the daemon’s place; the image has no OpenTelemetry tracer, so Envoys send X-Ray segments',
  ),
  'egress filter': native('DROP_ALL: declared backends and *.amazonaws.com:443, nothing else'),
  'VPC endpoints': native('in the network’s stack; its Envoys reach App Mesh by one too'),
  IPv6: native('out of tasks, on ports that they may leave by; names between tasks are IPv4'),
  'public addresses of tasks': native('by ECS'),
  'processor architecture': native('by Fargate; App Mesh’s Envoy image exists for both'),
  'network that exists': native('its VPC and subnets are read at plan'),
  'network of another application': native('its stack is deployed first, and read'),
  'cluster that exists': native(
    'it is read at plan; ECS services in it have the application’s name in front',
  ),
  'namespace that exists': native('it is read at plan; its zone must belong to the VPC'),
};
