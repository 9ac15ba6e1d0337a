/**
 * Fields that users try but that do not exist in that place: words of ECS, App Mesh and Kubernetes, and fields of another
 * place.
 */

/** What to write instead. The key is the field without case, `-` and `_`. */
export type Elsewhere = Readonly<Record<string, string>>;

const NOT_YET = 'this cannot be declared yet: remove it';
const MATCH = 'conditions stand in `match: { … }`';
const IN_RUNS = 'it stands in `runs: { … }`';
const IN_ROUTE = 'it stands in a route: routes: { default: { targets: { … }, … } }';
const OF_NODE = 'it stands on a node, in `nodes`';
const ON_GATEWAY =
  'a load balancer stands on a gateway or node: gateways: { ingress: { listener: http(8080), loadBalancer: applicationLoadBalancer(80), routes: { … } } }';
const ON_TARGET_GROUP =
  'it stands on the load balancer: applicationLoadBalancer(80, { targetGroup: { healthCheckGracePeriod } })';
const ON_LISTENER = 'it stands on the listener: http(3000, { … })';
const IMAGE =
  'it stands in `runs` of a node: `source`, a folder with a Dockerfile, or `image`, a reference such as registry/path:tag';
const TLS =
  'TLS between tasks cannot be declared yet; HTTPS from the internet is applicationLoadBalancer(80, { certificateArn }) on a gateway';
const NETWORK =
  'it stands on the application: `network: { cidr, zones }` makes a VPC, `network: { existing: { vpc: "vpc-…", private: […], public: […] } }` uses one';
const SECRET =
  'secrets cannot be declared yet; `environment` is for what is not secret, since it stands in the JSON';
const RIGHTS =
  'further rights stand in `rights: { statements, managed }` of `runs`; roles that exist are `rights: { taskRole, executionRole }`';
const POLICIES =
  'managed policies stand in `rights: { managed }` of `runs`; one that another team attaches is named in `outsidePolicies` of the application';
const CAPACITY =
  'it is called `capacity`: [{ provider: "FARGATE", base: 1 }, { provider: "FARGATE_SPOT", weight: 3 }]';
const SCALING =
  '`count` is a fixed number of tasks, `scaling: { min, max, cpuPercent }` or `scaling: { min, max, on: [rules] }` one that follows the load';
const TAGS = 'tags stand on a node or gateway, beside `runs`, and on the application';

/** Several words that have the same answer. */
const words = (names: string, answer: string): Elsewhere =>
  Object.fromEntries(names.split(' ').map((name) => [name, answer]));

const network = {
  ...words(
    'vpc vpcid subnet subnets subnetids securitygroup securitygroups awsvpcconfiguration networkconfiguration',
    NETWORK,
  ),
  ...words(
    'publicip assignpublicip',
    'all tasks of an application have public addresses, or none: network: { publicIp: true } of the application',
  ),
};
const tls = words('tls ssl https mtls certificate certificatearn clientpolicy backenddefaults', TLS);
const inRuns = words(
  'cpu memory memorymib count desiredcount replicas scaling autoscaling deployment kind containermemorymib',
  IN_RUNS,
);
const inMatch = words(
  'prefix path pathprefix uri method methods headers header queryparameters query host hostname hostnames scheme servicename methodname metadata',
  MATCH,
);

const container: Elsewhere = {
  ...words(
    'images imageuri containerimage repository tag',
    'it is called `image`, and holds all of it: registry/path:tag',
  ),
  ...words('secrets secret secretoptions environmentfiles', SECRET),
  ...words('env envs variables envvars', 'it is called `environment`'),
  ...words('cmd args', 'it is called `command`'),
  ...words('workdir', 'it is called `workingDirectory`'),
  ...words('labels', 'they are called `dockerLabels`'),
  ...words('init', 'it is called `initProcessEnabled`'),
  ...words('capabilities capdrop drop linuxparameters', 'it is called `dropCapabilities`, and drops all'),
  ...words('memory memorylimitmib', 'it is called `memoryMiB`, and `containerMemoryMiB` of the container'),
  ...words('memoryreservation', 'it is called `containerMemoryReservationMiB`'),
  ...words('ephemeralstorage disk', 'it is called `ephemeralStorageGiB`'),
  ...words('platform fargateversion', 'it is called `platformVersion`'),
  ...words('taskrole taskrolearn executionrole executionrolearn role roles iam permissions', RIGHTS),
  ...words('policies policyarns managedpolicies managedpolicyarns outsidepolicies', POLICIES),
  ...words('sidecars containers containerdefinitions privileged logconfiguration', NOT_YET),
  ...words('exec ecsexec executecommand', 'it is called `enableExecuteCommand`'),
  ...words(
    'mountpoints efs efsvolumes',
    'it is called `volumes`: { "/data": { fileSystem, accessPoint, securityGroup } }',
  ),
  ...words('tmpfs tmp mount writablepaths', 'it is called `writable`: ["/tmp"]'),
};

/** By place. */
export const elsewhere = {
  rights: {
    ...words('effect', 'rights are allowed; a `boundary` forbids others'),
    ...words('action', 'they are called `actions`'),
    ...words('resource', 'they are called `resources`'),
    ...words('condition', 'they are called `conditions`'),
    ...words('policies policyarns managedpolicyarns', 'they are called `managed`'),
    ...words('permissionsboundary', 'it is called `boundary`'),
  },
  application: {
    ...network,
    ...tls,
    ...words('name', 'the name is the first word of application("…", …)'),
    ...words(
      'stage env environment',
      'the stage is setting MESH_STAGE, which the definition reads: application("…", ({ stage }) => …)',
    ),
    ...words('region awsregion', 'the region is setting AWS_REGION'),
    ...words('account accountid', 'the account is that of the credentials that deploy'),
    ...words('target', 'the target is setting MESH_TARGET'),
    ...words('backend bucket statebucket state', 'the bucket of the states is setting MESH_STATE_BUCKET'),
    ...words(
      'loadbalancer alb nlb',
      `${ON_GATEWAY}; with routes to several of them, it stands in \`loadBalancers\``,
    ),
    ...words('listener listeners backends runs source', OF_NODE),
    ...words('image images', IMAGE),
    ...words('secrets', SECRET),
    ...words('routes router routers virtualrouters', 'routes stand on a service or on a gateway'),
    ...words('virtualnodes', 'they are called `nodes`'),
    ...words('virtualservices', 'they are called `services`'),
    ...words('virtualgateways gatewayroutes ingress', 'they are called `gateways`'),
    ...words('cidr zones availabilityzones azs', 'it stands in `network: { cidr, zones }`'),
    ...words('kms kmskey kmskeyid kmskeyarn encryption key', 'it stands in `keys: { logs, repositories }`'),
    ...words('flowlogs ipv6', 'it stands in `network: { … }`'),
    ...words(
      'nat natgateway natgateways endpoints vpcendpoints',
      'it stands in `network: { nat, endpoints }`',
    ),
    ...words(
      'retention retentiondays loglevel envoyloglevel',
      'it stands in `logs: { retentionDays, envoyLevel }`',
    ),
    ...words('xray sampling samplingrate', 'it stands in `tracing: { samplingRate, tracer }`'),
    ...words(
      'egress egressfilter',
      'tasks reach what is declared and *.amazonaws.com; all else is a node: { external: http(443), host: "…" }',
    ),
    ...words('clustername clusterarn', 'it stands in `cluster: { name }`, or in `cluster: { existing }`'),
    ...words(
      'domain hostedzone zone',
      'the private zone is `namespace`; public names stand on a load balancer: applicationLoadBalancer(80, { domain: { zone, name } })',
    ),
    ...words('policies policyarns managedpolicies managedpolicyarns', POLICIES),
  },
  node: {
    ...container,
    ...network,
    ...tls,
    ...inRuns,
    ...words(
      'environment env variables healthcheck source image command entrypoint workingdirectory stoptimeout ulimits dockerlabels',
      IN_RUNS,
    ),
    ...words(
      'port ports listener portmappings containerport protocol health',
      'a node listens by `listeners: [http(3000, { health: "/health" })]`',
    ),
    ...words('alb nlb', 'it is called `loadBalancer`'),
    ...words('targetgroup healthcheckgraceperiod', ON_TARGET_GROUP),
    ...words('ingress', ON_GATEWAY),
    ...words(
      'service services virtualservice routes weight to',
      'callers find a node by a service: services: { web: { to: "web" } }',
    ),
    ...words('dependson calls uses', 'what it calls stands in `backends: ["…"]`'),
    ...words('timeout timeouts connectionpool outlierdetection', ON_LISTENER),
    ...words('retry retries', 'it stands in the route of a service that leads here'),
    ...words(
      'discovery servicediscovery dns cloudmap',
      'every node that listens is found in the namespace by its own name',
    ),
    ...words('logging accesslog logs', 'it stands in `logs: { … }` of the application'),
    ...words(
      'envoy',
      'target envoy and App Mesh have one beside every task; its log level is `logs.envoyLevel` of the application',
    ),
    ...words(
      'hostname address endpoint url',
      'what does not run here is a node: { external: tcp(5432), host: "…" }',
    ),
    ...words('schedule cron at', 'a job is `runs: { kind: "schedule", at: "rate(1 day)", … }`'),
  },
  external: {
    ...inRuns,
    ...words(
      'runs source backends listeners image',
      'a node with `external` does not run here: keep one of the two',
    ),
    ...words('port protocol listener', 'it says what it speaks and where: external: tcp(5432)'),
    ...words('hostname address endpoint url dns', 'it is called `host`'),
    ...words('securitygroup securitygroups', 'it is called `securityGroup`: { id, addRule }'),
    ...words('addrule', 'it stands in `securityGroup: { id, addRule }`'),
    ...tls,
  },
  runs: {
    ...container,
    ...network,
    ...words(
      'port listeners portmappings containerport',
      'the port is the listener’s, beside `runs`: listeners: [http(3000)]',
    ),
    ...words('desiredcount replicas instances tasks mincapacity maxcapacity min max autoscaling', SCALING),
    ...words('capacityproviderstrategy capacityproviders spot launchtype', CAPACITY),
    ...words('schedule cron rate', 'a job is { kind: "schedule", at: "rate(1 day)" }'),
    ...words(
      'health',
      'callers ask the listener’s: http(3000, { health: "/health" }); ECS runs a command: healthCheck: { command: […] }',
    ),
    ...words('backends loadbalancer interception', 'it stands beside `runs`, not in it'),
    ...words('targetgroup healthcheckgraceperiod', ON_TARGET_GROUP),
    ...words('vcpu cpus', 'it is called `cpu`, in units of 1/1024 vCPU'),
    ...words('tags', TAGS),
  },
  scaling: {
    ...words('mincapacity minimum', 'it is called `min`'),
    ...words('maxcapacity maximum', 'it is called `max`'),
    ...words('cpu', 'it is called `cpuPercent`'),
    ...words(
      'memorypercent memory requests requestsperminute metric queue steps schedule schedules disablescalein scaleincooldown scaleoutcooldown cooldown',
      'it stands in a rule: on: [{ memoryPercent: 70 }]',
    ),
    ...words('rules policies', 'they are called `on`'),
  },
  job: {
    ...words(
      'count scaling deployment',
      'only a service is kept running; how many tasks a schedule starts is `taskCount`',
    ),
    ...words('at taskcount', 'it is of kind "schedule"'),
  },
  service: {
    ...inMatch,
    ...words('targets weights match priority retry timeout', IN_ROUTE),
    ...words('target node nodes provider virtualnode', 'it is called `to`'),
    ...words('route router virtualrouter', 'they are called `routes`'),
    ...words('port ports listener listeners protocol backends runs source', OF_NODE),
    ...words('loadbalancer', ON_GATEWAY),
    ...words('name', 'its name is its key, as a label of the namespace'),
    ...tls,
  },
  route: {
    ...inMatch,
    ...words(
      'target to node nodes service weightedtargets action destination backends',
      'it is called `targets`: { web: 100 }',
    ),
    ...words('weight weights', 'weights stand in `targets: { "web-v1": 90, "web-v2": 10 }`'),
    ...words('retries retrypolicy', 'it is called `retry`'),
    ...words('timeouts', 'it is called `timeout`'),
    ...words('rewrite', 'only the route of a gateway rewrites'),
    ...words('redirect respond directresponse cors mirror fault ratelimit', NOT_YET),
  },
  gateway: {
    ...network,
    ...tls,
    ...inRuns,
    ...words('port ports listeners protocol', 'it listens by `listener: http(8080)`'),
    ...words(
      'certificate certificatearn https tls',
      'it stands on the load balancer: applicationLoadBalancer(80, { certificateArn: "arn:…" })',
    ),
    ...words(
      'service services to target targets backend backends',
      'it leads by `routes: { all: { service: "web" } }`',
    ),
    ...words(
      'host hostname match',
      'it stands in a route: routes: { shop: { service: "web", match: { hostname: exact("…") } } }',
    ),
    ...words(
      'domain hostedzone zone webacl waf accesslogs targetgroup',
      'it stands on the load balancer: applicationLoadBalancer(80, { domain, webAcl, accessLogs, targetGroup })',
    ),
    ...words('timeout connectionpool', 'it stands on the listener: http(8080, { … })'),
    ...words('retry retries', 'it stands in the route of a service'),
    ...words(
      'public internal scheme',
      'it stands on the load balancer: applicationLoadBalancer(80, { internal: true })',
    ),
    ...words('source image', 'a gateway is an Envoy: it has no image of its own'),
  },
  gatewayRoute: {
    ...inMatch,
    ...words('to target targets node nodes backend', 'a gateway leads to a service: service: "web"'),
    ...words('retry retries timeout weight weights', 'it stands in the route of the service'),
    ...words(
      'redirect respond',
      'a route of a load balancer answers so: loadBalancers: { public: { …, routes: { old: { redirect: { … } } } } }',
    ),
    ...words('cors headers mirror', NOT_YET),
  },
  match: {
    ...words('pathprefix uri', 'it is called `prefix`'),
    ...words('url', 'it is a `prefix` or a `path`'),
    ...words('query queryparams queryparameter', 'it is called `queryParameters`'),
    ...words(
      'host hostname authority',
      'only the route of a gateway tells hosts apart, by `hostname: exact("…")`',
    ),
    ...words('methods', 'a route has one `method`'),
    ...words('cookie cookies', 'a cookie is a header: headers: { cookie: regex("…") }'),
    ...words('service method', 'of gRPC they are called `serviceName` and `methodName`'),
    ...words('scheme methodname port', 'only the route of a service has it'),
  },
  timeout: {
    ...words('request total duration http seconds', 'it is called `perRequest`'),
    ...words('pertry perretry perretrytimeout', 'it stands in `retry: { perRetryTimeout }`'),
    ...words('connect connection', NOT_YET),
  },
  listener: {
    ...words('healthcheck path', 'it is called `health`: http(3000, { health: "/health" })'),
    ...tls,
    ...words('name host address', 'a listener has a protocol and a port'),
    ...words('retry retries backends', 'it does not stand on a listener'),
  },
  healthCheck: {
    ...words('intervalseconds intervalmillis period periodseconds', 'it is called `interval`: seconds(5)'),
    ...words('timeoutseconds timeoutmillis', 'it is called `timeout`: seconds(2)'),
    ...words('path url', 'grpc and tcp are asked without a path'),
    ...words('successthreshold', 'it is called `healthyThreshold`'),
    ...words('failurethreshold retries', 'it is called `unhealthyThreshold`'),
    ...words('command test', 'a command stands in `runs: { healthCheck: { command: […] } }`'),
    ...words('port protocol', 'it asks the listener that it stands on'),
  },
  containerCheck: {
    ...words(
      'path url port',
      'it is a command; a path stands on the listener: http(3000, { health: "/health" })',
    ),
    ...words('cmd test', 'it is called `command`'),
    ...words('graceperiod healthcheckgraceperiod initialdelayseconds', 'it is called `startPeriod`'),
  },
  loadBalancer: {
    ...words('certificate cert ssl tls httpsport', 'it is called `certificateArn`'),
    ...words('public scheme internetfacing', 'it faces the internet, unless `internal: true`'),
    ...words('healthcheck stickiness slowstart deregistrationdelay', 'it stands in `targetGroup: { … }`'),
    ...words('securitygroups', 'who may connect stands in `open`'),
    ...words('waf', 'it is called `webAcl`'),
    ...words('domainname host hostname zone', 'it is called `domain`: { zone, name }'),
    ...words('logs logging', 'they are called `accessLogs` and `connectionLogs`'),
    ...words('tlspolicy securitypolicy', 'it is called `sslPolicy`'),
    ...words('keepalive', 'it is called `clientKeepAlive`'),
    ...words('enabledeletionprotection protect', 'it is called `deletionProtection`'),
    ...words('ipv6 dualstack iptype', "it is called `ipAddressType`: 'dualstack'"),
    ...words('desync', 'it is called `desyncMitigationMode`'),
    ...words('subnets name', NOT_YET),
    ...words('routes', 'a load balancer with routes stands in `loadBalancers` of the application'),
  },
  networkLoadBalancer: {
    ...words(
      'certificates httpsport webacl waf connectionlogs clientkeepalive sslpolicy desyncmitigationmode dropinvalidheaderfields',
      'only applicationLoadBalancer() has it',
    ),
  },
  existingListener: {
    ...words('open internal', 'the security group of its load balancer decides who may connect'),
  },
  domain: {
    ...words(
      'hostedzone hostedzoneid zoneid zonename',
      'it is called `zone`: an id such as "Z0123456789ABCDEFGHIJ"',
    ),
    ...words('names aliases alias host hostname', 'it is called `name`, and takes a list too'),
    ...words('certificatearn', 'it stands beside `domain`'),
  },
  redirect: {
    ...words('statuscode code', 'it is called `status`'),
    ...words('hostname domain', 'it is called `host`'),
    ...words('url to location', 'it is in parts: { protocol, host, port, path, query }'),
  },
  respond: {
    ...words('statuscode code', 'it is called `status`'),
    ...words('messagebody text', 'it is called `body`'),
  },
  stickiness: {
    ...words(
      'type enabled',
      'the other fields tell: { duration }, { duration, cookie } or { by: "sourceIp" }',
    ),
    ...words('cookiename appcookie', 'it is called `cookie`'),
    ...words('cookieduration durationseconds', 'it is called `duration`: minutes(5)'),
  },
  network: {
    ...words(
      'vpc vpcid subnet subnets subnetids private public privatesubnets publicsubnets id',
      'a network that exists is `network: { existing: { vpc, private, public } }`',
    ),
    ...words('natgateway natgateways', 'it is called `nat`: "one", "zone" or "none"'),
    ...words('azs availabilityzones maxazs', 'it is called `zones`, a number from 2 to 6'),
    ...words('vpcendpoints', 'it is called `endpoints`'),
    ...words('assignpublicip', 'it is called `publicIp`'),
    ...words('cidrblock block', 'it is called `cidr`'),
    ...words('dualstack', 'it is called `ipv6`'),
  },
  existingNetwork: {
    ...words('vpcid id', 'it is called `vpc`'),
    ...words('privatesubnets privatesubnetids subnet subnets subnetids', 'they are called `private`'),
    ...words('publicsubnets publicsubnetids', 'they are called `public`'),
    ...words('cidrblock block', 'it is called `cidr`'),
    ...words('publicip assignpublicip', 'it stands beside `existing`: network: { existing, publicIp: true }'),
  },
  besideExisting: {
    ...words('vpc private public cidr', 'it stands in `existing: { vpc, private, public, cidr }`'),
    ...words('nat zones endpoints ipv6 flowlogs', 'a network that exists is not changed: remove it'),
  },
  loadBalancerRoute: {
    ...words('service services to target targets', 'it leads to a gateway or node: gateway: "ingress"'),
    ...words('gateways', 'it is called `gateway`'),
    ...words('nodes', 'it is called `node`'),
    ...words('hostname host hosts path paths headers method query source sourceip conditions', MATCH),
    ...words('fixedresponse response answer', 'it is called `respond`'),
    ...words(
      'weight weights',
      'a load balancer sends no share of the requests: routes of services do, by weight',
    ),
  },
  loadBalancerMatch: {
    ...words('hostheader host hosts', 'it is called `hostname`'),
    ...words('pathpattern prefix pathprefix', 'it is called `path`: "/api/*"'),
    ...words('httpheader header', 'it is called `headers`'),
    ...words('httprequestmethod methods', 'it is called `method`'),
    ...words('querystring query', 'it is called `queryParameters`'),
    ...words('source cidr', 'it is called `sourceIp`'),
  },
  targetGroup: {
    ...words('health', 'it is called `healthCheck`'),
    ...words(
      'healthcheckgraceperiodseconds graceperiod',
      'it is called `healthCheckGracePeriod`: seconds(90)',
    ),
    ...words('loadbalancingalgorithmtype', 'it is called `algorithm`'),
    ...words(
      'protocolversion protocol port',
      'it follows from the listener behind it: http(), http2() or grpc()',
    ),
  },
  targetHealthCheck: {
    ...words('matcher successcodes httpcode', 'it is called `codes`'),
    ...words('port protocol', 'it asks the port of requests'),
  },
} as const satisfies Record<string, Elsewhere>;

export function helpFor(field: string, answers: Elsewhere): string | undefined {
  const key = field.toLowerCase().replace(/[-_]/g, '');
  return Object.hasOwn(answers, key) ? answers[key] : undefined;
}
