/** One factory for every problem of the model, so that a code has one text. Numeric limits have theirs in `limit.ts`. */
import { listNames, nearestName, type Problem } from './problem';
import { quote } from './value-text';

const error = (code: string, where: string, what: string, fix: string): Problem => ({
  code,
  severity: 'error',
  where,
  what,
  fix,
});
const wrong = (code: string, where: string, what: string, got: unknown, fix: string): Problem => ({
  ...error(code, where, what, fix),
  got,
});

/** A feature that a target leaves out without changing who answers. `places` are where the application uses it. */
const loss = (code: string, target: string, places: string, what: string): Problem => ({
  ...error(code, `${target}: ${places}`, what, `use app-mesh, or accept it with MESH_ACCEPT=${code}`),
  severity: 'warning',
});

/** "did you mean …" where a known name is near, else `fallback`. */
function suggest(name: string, known: readonly string[], fallback: string): string {
  const nearest = nearestName(name, known);
  return nearest === undefined ? fallback : `did you mean ${quote(nearest)}?`;
}

type At = string;
type Names = readonly string[];

export const problems = {
  // Names
  nameForm: (at: At, got: unknown) =>
    wrong(
      'name-form',
      at,
      'a name starts with a lower-case letter, goes on with lower-case letters, digits and single "-", and has 1 to 63 characters',
      got,
      'it becomes a DNS label and a Terraform address; use such a name',
    ),
  nameReserved: (at: At, got: string) =>
    wrong(
      'name-reserved',
      at,
      'every object of JavaScript has a member of this name, so what writes the Terraform JSON finds it taken',
      got,
      'use another name',
    ),
  nameTwice: (at: At, name: string) =>
    error(
      'name-twice',
      at,
      `a node and a gateway are both called ${quote(name)}`,
      'give one of them another name',
    ),
  accountNameTwice: (at: At, kind: string, name: string, other: string) =>
    wrong(
      'account-name-twice',
      at,
      `its ${kind} would have the same name as that of ${other}`,
      name,
      'rename one of them',
    ),
  nameTooLong: (at: At, kind: string, got: string, max: number) =>
    wrong(
      'name-too-long',
      at,
      `the ${kind} is ${got.length} characters long, AWS takes ${max}`,
      got,
      'shorten the name of the stage, the application, or the node or gateway',
    ),
  meshForm: (at: At, got: unknown) =>
    wrong(
      'mesh-name-form',
      at,
      'the mesh name has 1 to 255 letters, digits, "-" and "_"',
      got,
      'use such a name',
    ),
  namespaceForm: (at: At, got: unknown) =>
    wrong(
      'namespace-form',
      at,
      'the namespace is a domain name of two or more labels',
      got,
      'use one such as "service.local"',
    ),
  networkCidr: (at: At, got: unknown) =>
    wrong('network-cidr', at, 'cidr must be a /16 of a private range', got, 'use one such as "10.0.0.0/16"'),

  // Form, where no compiler looked
  fieldUnknown: (at: At, name: string, known: Names) =>
    error(
      'field-unknown',
      at,
      `${quote(name)} is not a field here, fields: ${listNames(known)}`,
      suggest(name, known, 'remove it or fix the name'),
    ),
  fieldMissing: (at: At, name: string) => error('field-missing', at, `${name} is missing`, 'add it'),
  fieldType: (at: At, name: string, expected: string, got: unknown) =>
    wrong('field-type', at, `${name} must be ${expected}`, got, 'fix the value'),
  definitionForm: (at: At, got: unknown) =>
    wrong(
      'definition-form',
      at,
      'it must be declared by a function of the stage',
      got,
      'write application("…", () => ({ … }))',
    ),
  serviceBothWays: (at: At) =>
    error(
      'service-to-and-routes',
      at,
      'it has `to` and `routes`, which say the same thing twice',
      'keep one of them',
    ),

  // Nodes
  nodesEmpty: (at: At) => error('nodes-empty', at, 'no node is declared', 'declare what runs in `nodes`'),
  portTwice: (at: At, port: number) =>
    wrong('port-twice', at, 'two listeners have the same port', port, 'give each listener its own port'),
  portTaken: (at: At, port: number, by: string) =>
    wrong('port-taken', at, `the port belongs to ${by} in the same task`, port, 'use another port'),
  backendUnknown: (at: At, name: string, known: Names) =>
    error(
      'backend-unknown',
      at,
      `backend ${quote(name)} is not a service, known services: ${listNames(known)}`,
      suggest(name, known, 'declare it in `services` or fix the name'),
    ),
  backendPortUnknown: (at: At, name: string, known: Names) =>
    error(
      'backend-port-unknown',
      at,
      `${quote(name)} is no backend of the node, backends: ${listNames(known)}`,
      suggest(name, known, 'add it to `backends` or remove its port'),
    ),
  backendPortUnused: (at: At) =>
    error(
      'backend-port-unused',
      at,
      'a node with transparent interception calls backends by their names and own ports',
      'remove it, or choose explicit interception',
    ),
  backendTwice: (at: At, name: string, all: string) =>
    error('backend-twice', at, `backend ${quote(name)} is listed more than once in ${all}`, 'list it once'),
  sourceName: (at: At, got: unknown) =>
    wrong(
      'source-name',
      at,
      'source is the name of a folder below services/<application>/: it starts with a lower-case letter, goes on with lower-case letters, digits and single "-", and has 1 to 63 characters',
      got,
      'it becomes the name of an image repository; rename the folder',
    ),
  environmentName: (at: At, got: unknown) =>
    wrong(
      'environment-name',
      at,
      'a variable name has letters, digits and "_" and does not start with a digit',
      got,
      'rename the variable',
    ),
  environmentPort: (at: At) =>
    error(
      'environment-port',
      at,
      'PORT is the port of the first listener, the lowest one',
      'remove it and change the listener',
    ),
  addressNotBackend: (at: At, name: string, backends: Names) =>
    error(
      'address-not-backend',
      at,
      `service ${quote(name)} is no backend of this node, its backends: ${listNames(backends)}`,
      suggest(name, backends, 'add it to `backends`'),
    ),
  addressPath: (at: At, got: unknown) =>
    wrong(
      'address-path',
      at,
      'the path of a URL starts with "/", or it would run into the port',
      got,
      'put "/" in front',
    ),
  addressUrlTcp: (at: At, service: string) =>
    error(
      'address-url-tcp',
      at,
      `service ${quote(service)} speaks tcp, of which we know no URL`,
      'write one with text, hostOf and portOf: text`postgres://${hostOf("…")}:${portOf("…")}/`',
    ),
  externalHost: (at: At, got: unknown) =>
    wrong(
      'external-host',
      at,
      'host is a domain name of two or more labels, lower case, without a port',
      got,
      'use one such as "db.example.com"',
    ),
  externalCidr: (at: At, got: unknown) =>
    wrong(
      'external-cidr',
      at,
      'cidr is an IPv4 block, such as security groups take',
      got,
      'use one such as "203.0.113.0/24", or "203.0.113.7/32" for one address',
    ),
  externalListener: (at: At, field: string) =>
    error(
      'external-listener',
      at,
      `\`${field}\` has no effect on an external node, before which there is no Envoy`,
      'remove it',
    ),
  externalOpen: (at: At, port: number): Problem => ({
    ...error(
      'external-open',
      at,
      `its callers may reach port ${port} of any address, since a security group knows addresses and its host is a name`,
      'state its cidr, "0.0.0.0/0" where that is meant',
    ),
    severity: 'warning',
  }),
  externalAuthority: (at: At, name: string, hosts: Names): Problem => ({
    ...error(
      'external-authority',
      at,
      `app-mesh: requests reach ${listNames(hosts)} under the host name ${quote(name)}, since App Mesh rewrites it in gateways alone`,
      'make sure that the other side answers to it, or use target envoy, which writes the right one',
    ),
    severity: 'warning',
  }),
  containerCheckEmpty: (at: At) =>
    error(
      'container-check-command',
      at,
      'the command is empty',
      "name a program, such as ['node', 'dist/health-check.js']",
    ),
  healthCheckPath: (at: At, got: unknown) =>
    wrong(
      'health-check-path',
      at,
      'the path starts with "/" and has at most 255 visible characters',
      got,
      'use one such as "/health"',
    ),
  healthCheckOverlap: (
    at: At,
    { timeout, interval }: { timeout: { milliseconds: number }; interval: { milliseconds: number } },
  ) =>
    wrong(
      'health-check-overlap',
      at,
      `timeout must be at most the interval of ${interval.milliseconds / 1000} seconds`,
      timeout.milliseconds / 1000,
      'shorten the timeout or lengthen the interval',
    ),

  // Size
  fargateCpu: (at: At, got: unknown, known: readonly number[]) =>
    wrong('fargate-cpu', at, 'Fargate has no such cpu size', got, `use one of ${known.join(', ')}`),
  fargateMemory: (at: At, { cpu, memoryMiB }: { cpu: number; memoryMiB: number }, known: readonly number[]) =>
    wrong(
      'fargate-memory',
      at,
      `Fargate does not sell this memory (MiB) with cpu ${cpu}`,
      memoryMiB,
      `use ${known.length > 6 ? `${known[0]} to ${known.at(-1)} in steps of ${(known[1] ?? 0) - (known[0] ?? 0)}` : known.join(', ')}`,
    ),
  containerMemory: (at: At, got: number, task: number, parts: string) =>
    wrong(
      'container-memory',
      at,
      `the containers need more memory (MiB) than the task's ${task}: ${parts}`,
      got,
      'raise memoryMiB or lower containerMemoryMiB',
    ),
  scalingBounds: (at: At, got: unknown) =>
    wrong('scaling-bounds', at, 'max must be at least min', got, 'swap them or raise max'),
  countOutsideScaling: (at: At, got: number, { min, max }: { min: number; max: number }) =>
    wrong(
      'count-outside-scaling',
      at,
      `count must lie within scaling, ${min} to ${max}`,
      got,
      'leave count out: tasks then start at min',
    ),
  deploymentStuck: (at: At, got: unknown, count: number) =>
    wrong(
      'deployment-stuck',
      at,
      `with ${count} task(s) neither an old task may stop nor a new one start`,
      got,
      'raise maximumPercent (ECS rounds it down) or lower minimumHealthyPercent (it rounds that up)',
    ),

  // Jobs
  jobListens: (at: At, kind: string) =>
    error(
      'job-listens',
      at,
      `a ${kind} comes and goes, so nobody could find where it listens`,
      "remove the node's listeners, or run it as a service",
    ),
  scheduleForm: (at: At, got: unknown) =>
    wrong(
      'schedule-form',
      at,
      'a schedule is rate(…) or cron(…), of at most 256 characters',
      got,
      'use one such as "rate(1 day)" or "cron(0 3 * * ? *)"',
    ),
  scheduleRate: (at: At, got: unknown) =>
    wrong(
      'schedule-rate',
      at,
      'a rate is a whole number above 0 and its unit: "1 minute", "5 minutes", and so hours and days',
      got,
      'use one such as "rate(1 day)"; one is singular, all else is plural',
    ),
  scheduleCron: (at: At, what: string, got: unknown) =>
    wrong(
      'schedule-cron',
      at,
      what,
      got,
      'write minutes, hours, day of month, month, day of week and year: "cron(0 3 * * ? *)" is 3:00 UTC every day',
    ),

  // Services and routes
  serviceRoutesEmpty: (at: At) =>
    error('service-routes-empty', at, 'it has no route', 'use `to` or declare a route'),
  routeName: (at: At, got: unknown) =>
    wrong(
      'route-name',
      at,
      'a route name has 1 to 255 lower-case letters, digits, "-" and "_"',
      got,
      'it becomes part of a Terraform address; use such a name',
    ),
  routeMatchTwice: (at: At, match: string, names: string) =>
    error(
      'route-match-twice',
      at,
      `routes ${names} all match ${match}, so only one can ever be taken`,
      'give each its own match',
    ),
  routeShadowed: (at: At, before: string, match: string) =>
    error(
      'route-shadowed',
      at,
      `route ${quote(before)} comes first and takes all its requests, since it matches ${match}`,
      'give it a lower priority number than that one, or another match',
    ),
  routeProtocol: (at: At, field: string, protocol: string) =>
    error(
      'route-protocol',
      at,
      `a route of ${protocol} has no \`${field}\``,
      'remove it, or use another protocol on the listener',
    ),
  routePortUnknown: (at: At, port: number | undefined, node: string, known: readonly number[]) =>
    wrong(
      'route-port-unknown',
      at,
      `target ${quote(node)} does not listen on this port, it does on ${known.join(', ')}`,
      port,
      'use one of these or add a listener',
    ),
  matchPrefixAndPath: (at: At) =>
    error(
      'match-prefix-and-path',
      at,
      'it matches a prefix and a path, and App Mesh takes one of them',
      'keep one of them',
    ),
  pathExact: (at: At, got: unknown) =>
    wrong(
      'path-exact',
      at,
      'an exact path starts with "/" and has at most 255 visible characters, "?" and "#" not among them',
      got,
      'use one such as "/api/orders"',
    ),
  pathForm: (at: At, got: string, normal: string): Problem => ({
    ...wrong(
      'match-path-form',
      at,
      'Envoy compares paths in one form, and this is another, so it is never met',
      got,
      `write ${quote(normal)}`,
    ),
    severity: 'warning',
  }),
  matchRegex: (at: At, got: unknown) =>
    wrong(
      'match-regex',
      at,
      "Envoy's expressions are RE2, which does not read this one",
      got,
      'close what is open, and use no look-around and no back-reference',
    ),
  matchRange: (at: At, got: unknown) =>
    wrong(
      'match-range',
      at,
      'a range ends after its start, since the end is not part of it',
      got,
      'swap them or raise the end',
    ),
  matchMethodAlone: (at: At, got: unknown) =>
    wrong(
      'match-method-name',
      at,
      'methodName is a method of a service, and serviceName is missing',
      got,
      'add serviceName',
    ),
  hostnameForm: (at: At, got: unknown) =>
    wrong(
      'match-hostname',
      at,
      'a host name has lower-case letters, digits, "-" and "." and no port',
      got,
      'use one such as "shop.example.com", or suffix(".example.com")',
    ),
  pathPrefix: (at: At, got: unknown) =>
    wrong(
      'path-prefix',
      at,
      'prefix starts with "/" and has at most 255 visible characters, "?" and "#" not among them',
      got,
      'use one such as "/api"',
    ),
  routeTargetUnknown: (at: At, name: string, known: Names) =>
    error(
      'route-target-unknown',
      at,
      `target ${quote(name)} is not a node, known nodes: ${listNames(known)}`,
      suggest(name, known, 'add it or fix the name'),
    ),
  routeTargetsEmpty: (at: At) =>
    error('route-targets-empty', at, 'it has no target', 'name at least one node'),
  routeTargetsMany: (at: At, got: number, max: number) =>
    wrong('route-targets-many', at, `a route has at most ${max} targets`, got, 'remove targets'),
  routeWeightsSum: (at: At, sum: number, names: string) =>
    wrong('route-weights-sum', at, `the weights of ${names} must sum to 1 to 100`, sum, 'use percentages'),
  targetNoListener: (at: At, node: string) =>
    error(
      'target-no-listener',
      at,
      `target ${quote(node)} has no listener`,
      `add one, such as http(3000), to node ${quote(node)}`,
    ),
  targetListenersDiffer: (at: At, listeners: string) =>
    error(
      'target-listeners-differ',
      at,
      `its nodes listen differently: ${listeners}`,
      'callers see one service on one port: give all of them the same listener',
    ),
  retryEventsEmpty: (at: At) =>
    error(
      'retry-events-empty',
      at,
      'no event is listed, so nothing would be tried again',
      'list events in `on` or write `retry: false`',
    ),
  retryEventUnknown: (at: At, got: string, known: Names) =>
    wrong(
      'retry-event-unknown',
      at,
      'there is no such event',
      got,
      suggest(got, known, `use one of ${known.join(', ')}`),
    ),

  // Stacks
  stacksPlatformMissing: (at: At) =>
    error(
      'stacks-platform-missing',
      at,
      '"platform" is missing, which holds what all share',
      'add `platform: []`',
    ),
  stackNameReserved: (at: At, name: string) =>
    error(
      'stack-name-reserved',
      at,
      `every application has a stack that ends in ${quote(name)}`,
      'give this one another name',
    ),
  stackNodeUnknown: (at: At, name: string, known: Names) =>
    error(
      'stack-node-unknown',
      at,
      `${quote(name)} is not a node, known nodes: ${listNames(known)}`,
      suggest(name, known, 'add it or fix the name'),
    ),
  stackNodeMissing: (at: At, node: string) =>
    error(
      'stack-node-missing',
      at,
      `node ${quote(node)} stands in no stack`,
      'add it to the stack that it is deployed with',
    ),
  stackNodeTwice: (at: At, node: string, stacks: Names) =>
    error(
      'stack-node-twice',
      at,
      `node ${quote(node)} is listed more than once: ${listNames(stacks)}`,
      'keep it in one of them',
    ),
  serviceAcrossStacks: (at: At, stacks: Names) =>
    error(
      'service-across-stacks',
      at,
      `its nodes stand in several stacks: ${listNames(stacks)}`,
      'a service and its nodes go and come together: list them in one stack',
    ),

  // Gateways
  gatewayRoutesEmpty: (at: At) =>
    error('gateway-routes-empty', at, 'it has no route', 'lead it to a service'),
  gatewayServiceUnknown: (at: At, name: string, known: Names) =>
    error(
      'gateway-service-unknown',
      at,
      `${quote(name)} is not a service, known services: ${listNames(known)}`,
      suggest(name, known, 'declare it in `services` or fix the name'),
    ),
  gatewayServiceProtocol: (at: At, service: string, protocol: string, own: string) =>
    error(
      'gateway-service-protocol',
      at,
      `service ${quote(service)} speaks ${protocol}, which a gateway of ${own} cannot lead to`,
      protocol === 'tcp' ? 'lead it to another service' : `use ${protocol} on the gateway's listener`,
    ),
  gatewayPortUnknown: (at: At, port: number | undefined, service: string, known: readonly number[]) =>
    wrong(
      'gateway-port-unknown',
      at,
      `service ${quote(service)} is not on this port, it is on ${known.join(', ')}`,
      port,
      'use one of these or leave it out',
    ),
  loadBalancerProtocol: (at: At, protocol: string) =>
    wrong(
      'load-balancer-protocol',
      at,
      'an Application Load Balancer speaks HTTP/1.1 with the gateway',
      protocol,
      'use networkLoadBalancer(), which passes every protocol on, or http() on the listener',
    ),
  rewriteTwice: (at: At) =>
    error('rewrite-prefix-and-path', at, 'it rewrites the prefix and the whole path', 'keep one of them'),
  rewriteMatch: (at: At, field: string, needs: string, fix: string) =>
    error('rewrite-match', at, `\`${field}\` needs ${needs}`, fix),
  rewritePath: (at: At, got: unknown) =>
    wrong(
      'rewrite-path',
      at,
      'the new path starts with "/" and has at most 255 visible characters, "?" and "#" not among them',
      got,
      'use one such as "/api/orders"',
    ),
  rewritePrefix: (at: At, got: unknown) =>
    wrong(
      'rewrite-prefix',
      at,
      'the new prefix starts and ends with "/" and has at most 255 visible characters, "?" and "#" not among them',
      got,
      'use one such as "/v1/"',
    ),
  certificateArn: (at: At, got: unknown) =>
    wrong(
      'certificate-arn',
      at,
      'certificateArn must be the ARN of an ACM certificate',
      got,
      'use one such as arn:aws:acm:us-west-2:123456789012:certificate/…',
    ),

  reservedPrefix: (at: At, got: string) =>
    wrong(
      'prefix-reserved',
      at,
      'App Mesh keeps prefixes that start with "/aws-appmesh" or "/aws-app-mesh" to itself',
      got,
      'use another prefix',
    ),

  reservedServiceName: (at: At, got: string) =>
    wrong(
      'service-name-reserved',
      at,
      'App Mesh keeps service names that start with "aws.app-mesh" to itself',
      got,
      'use another name',
    ),
  tcpPortShared: (at: At, port: number, services: Names) =>
    wrong(
      'tcp-port-shared',
      at,
      `services ${listNames(services)} share a port with tcp, and App Mesh's Envoy tells them apart by nothing else`,
      port,
      'give each its own port, or use target none',
    ),

  // The whole application
  samplingRate: (at: At, got: unknown) =>
    wrong('tracing-sampling-rate', at, 'samplingRate must be 0 to 1', got, 'use 0.05 for five of a hundred'),
  tracer: (at: At, got: unknown, known: Names) =>
    wrong(
      'tracing-tracer',
      at,
      'Envoy is not asked for such a tracer',
      got,
      `use one of ${listNames(known)}`,
    ),
  logRetention: (at: At, got: unknown, known: readonly number[]) =>
    wrong(
      'logs-retention',
      at,
      'CloudWatch Logs does not keep logs for that many days',
      got,
      `use one of ${known.join(', ')}`,
    ),
  logLevel: (at: At, got: unknown, known: Names) =>
    wrong('logs-envoy-level', at, 'Envoy has no such log level', got, `use one of ${known.join(', ')}`),
  containerInsights: (at: At, got: unknown, known: Names) =>
    wrong(
      'container-insights',
      at,
      'ECS has no such level of Container Insights',
      got,
      `use one of ${known.join(', ')}`,
    ),
  architecture: (at: At, got: unknown) =>
    wrong('architecture', at, 'Fargate has no such architecture', got, 'use "X86_64" or "ARM64"'),

  // Weights from outside
  weightsRouteUnknown: (at: At, path: string, known: Names) =>
    error(
      'weights-route-unknown',
      at,
      `there is no such route, known routes: ${listNames(known)}`,
      suggest(path, known, 'write <service>/<route>'),
    ),
  weightsAmbiguous: (at: At, path: string, applications: Names) =>
    error(
      'weights-ambiguous',
      at,
      `several applications have it: ${listNames(applications)}`,
      `write ${quote(`${applications[0]}/${path}`)}`,
    ),
  weightsTargetUnknown: (at: At, node: string, known: Names) =>
    error(
      'weights-target-unknown',
      at,
      `${quote(node)} is no target of this route, its targets: ${listNames(known)}`,
      suggest(node, known, 'name a target that the application declares'),
    ),

  // The project
  applicationTwice: (name: string) =>
    error(
      'application-twice',
      `application ${quote(name)}`,
      'it is listed more than once in services/index.ts',
      'list each application once',
    ),
  applicationMissing: (position: number) =>
    error(
      'application-missing',
      `services/index.ts > export ${position}`,
      'it is no application',
      'write export default application(…) in its application.ts',
    ),
  imageSourceUnknown: (source: string, known: Names) =>
    error(
      'image-source-unknown',
      `setting MESH_IMAGES > ${quote(source)}`,
      `no node runs this source, known sources: ${listNames([...new Set(known)])}`,
      suggest(source, known, 'name a source folder'),
    ),

  // Targets
  unsupported: (at: At, target: string, feature: string, fix: string) =>
    error('unsupported', `${target}: ${at}`, `${target} has no ${feature}`, fix),
  lossRetries: (target: string, places: string) =>
    loss('loss-retries', target, places, 'failed requests are not tried again'),
  lossTimeouts: (target: string, places: string) =>
    loss('loss-timeouts', target, places, 'nothing ends a request that takes too long'),
  lossWeights: (target: string, places: string) =>
    loss('loss-weights', target, places, 'targets of weight 0 run and cannot be given traffic'),
  lossHealthChecks: (target: string, places: string) =>
    loss(
      'loss-health-checks',
      target,
      places,
      'callers do not leave out unhealthy tasks before ECS replaces them',
    ),
  lossConnectionPools: (target: string, places: string) =>
    loss('loss-connection-pools', target, places, 'nothing bounds the connections'),
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
    loss('loss-tracing', target, places, 'nobody sends traces'),
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
      `requests are split between ${nodes}, and without a mesh only one of them would answer`,
      'use app-mesh, lead it to one node, or accept it with MESH_ACCEPT=loss-split',
    ),
  targetNotBuilt: (target: string) =>
    wrong(
      'target-not-built',
      'setting MESH_TARGET',
      'this target is not built yet',
      target,
      'use "app-mesh", "envoy" or "none"',
    ),
  tracedHealthChecks: (target: string): Problem => ({
    ...error(
      'traced-health-checks',
      'tracing',
      `${target}: health checks are sampled like requests, since leaving them out needs a sampling manifest that the image does not carry`,
      'lower samplingRate, or filter on the path in X-Ray',
    ),
    severity: 'warning',
  }),
  tracerReplaced: (target: string): Problem => ({
    ...error(
      'tracer-replaced',
      'tracing',
      `${target}: App Mesh's Envoy image has no OpenTelemetry tracer, so Envoys send X-Ray segments to the collector, in traces that services hand on as X-Amzn-Trace-Id`,
      'have services hand on X-Amzn-Trace-Id beside traceparent, or use envoy',
    ),
    severity: 'warning',
  }),
  timeoutCutShort: (at: At, route: string, node: string, got: string): Problem => ({
    ...wrong(
      'timeout-cut-short',
      at,
      `the Envoy of node ${quote(node)} gives up before ${route} does`,
      got,
      "set the same perRequest timeout on the node's listener",
    ),
    severity: 'warning',
  }),
  taskTooLarge: (at: At, got: number, max: number, largest: string) =>
    wrong(
      'task-definition-size',
      at,
      `the task definition has more than the ${max} bytes that ECS takes, most of them in ${largest}`,
      got,
      'move large values out of the environment, or split a node with many backends',
    ),
  ingressPortTaken: (at: At, port: number, by: string) =>
    wrong(
      'ingress-port-taken',
      at,
      `the port on which Envoy takes requests for it belongs to ${by} in the same task`,
      port,
      'use another listener port: Envoy takes 20000 and its last four digits',
    ),
  backendPortTaken: (at: At, backend: string, port: number, by: string) =>
    wrong(
      'backend-port-taken',
      at,
      `the loopback port of backend ${quote(backend)} belongs to ${by} in the same task`,
      port,
      `choose another in the node's backendPorts: { ${quote(backend)}: … }`,
    ),
  egressOpen: (target: string, nodes: string): Problem => ({
    ...error(
      'egress-443-open',
      `${target}: ${nodes}`,
      'tasks reach port 443 anywhere, not *.amazonaws.com alone: images, logs and secrets come over the same interface',
      "choose interception: 'transparent', whose Envoy drops the rest, or accept it with MESH_ACCEPT=egress-443-open",
    ),
    severity: 'warning',
  }),
  gatewayCheckTimes: (at: At): Problem => ({
    ...error(
      'gateway-check-times',
      at,
      'Envoy answers the path on its health port, and the load balancer asks in its own times and counts',
      'leave times and thresholds out',
    ),
    severity: 'warning',
  }),
  schemeNever: (at: At, node: string): Problem => ({
    ...error(
      'scheme-never',
      at,
      `envoy: node ${quote(node)} calls its Envoy without TLS, so scheme "https" fits no request but one of HTTP/2 that says so all the same`,
      'match something else, or accept it with MESH_ACCEPT=scheme-never',
    ),
    severity: 'warning',
  }),
  securityGroupRules: (at: At, direction: string, got: number, quota: number): Problem => ({
    ...wrong(
      'security-group-rules',
      at,
      `its security group needs more than the ${quota} ${direction} rules of the quota "Inbound or outbound rules per security group"`,
      got,
      'have the quota raised before you apply, or accept it with MESH_ACCEPT=security-group-rules',
    ),
    severity: 'warning',
  }),
  quota: (at: At, what: string, got: number, quota: number): Problem => ({
    ...wrong(
      'quota',
      at,
      `${what} exceed App Mesh's default quota of ${quota}`,
      got,
      'have the quota raised before you apply',
    ),
    severity: 'warning',
  }),
} as const;
