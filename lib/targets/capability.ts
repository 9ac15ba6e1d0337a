/**
 * How a target supports a feature. Each target has a column of these in its folder, and `docs/targets.md` shows them all.
 */
import type { Feature } from './features';

/**
 * `native`: the target does it itself. `approximated`: nearly, and a warning says what differs. `unsupported`: the
 * feature is lost. If the same node still answers, that is a warning, else an error.
 */
export type Support = 'native' | 'approximated' | 'unsupported';

export interface Capability {
  readonly support: Support;
  /** How it is done, or what is lost. One line. */
  readonly note: string;
}

/** The column of one target: a new feature does not compile without its line here. */
export type Capabilities = Readonly<Record<Feature, Capability>>;

export const native = (note: string): Capability => ({ support: 'native', note });
export const approximated = (note: string): Capability => ({ support: 'approximated', note });
export const unsupported = (note: string): Capability => ({ support: 'unsupported', note });

/** What each target leaves to `lib/ecs`: where tasks run, and how their number follows the load. */
export const scalingCapabilities = {
  scaling: native('by ECS, on average CPU'),
  'scaling on memory': native('by ECS, on average memory'),
  'scaling on requests': native('by ECS, on what a target group counts for each task'),
  'scaling on a queue': native('target tracking of the messages that wait for each task'),
  'scaling on a metric': native('target tracking of a metric in CloudWatch'),
  'scaling by steps': native('step scaling, with alarms in CloudWatch'),
  'scaling by schedule': native('scheduled actions of Application Auto Scaling'),
  'Fargate Spot': native('capacity provider strategy of the service or of the start of a job'),
  'capacity provider by name': native('tasks for instances of EC2, with network mode awsvpc'),
} as const satisfies Partial<Capabilities>;

/** What each target leaves to `lib/ecs`: what the containers of a node run, and how. */
export const containerCapabilities = {
  'prebuilt image': native('by ECS; the right to pull from exactly its repository, if it is in ECR'),
  'process of a container': native('by ECS'),
  'limits of a container': native('by ECS'),
  'ports of a container': native('by ECS; no Envoy sees them'),
} as const satisfies Partial<Capabilities>;

/** What each target leaves to `lib/ecs`: what a task has beside its containers. */
export const taskCapabilities = {
  'ephemeral storage': native('by Fargate'),
  'platform version': native('by Fargate, for services, schedules and the command of a one-off task'),
  'rights and roles': native('by IAM: further rights, a boundary and a path, or roles that exist'),
  'execute command': native('by ECS, in the application’s container or the Envoy of a gateway'),
  'EFS volumes': native(
    'of a file system that exists: by its access point, over TLS, with rights for it alone',
  ),
  'writable folders': native('in memory, by Fargate'),
  tags: native('on every resource that takes tags, and on tasks from their start'),
} as const satisfies Partial<Capabilities>;

/** What each target leaves to `lib/ecs`: the load balancer itself. */
export const loadBalancerCapabilities = {
  'load balancer domain': native('alias records in Route 53, and a certificate that is validated there'),
  'IPv6 at the load balancer': native(
    'addresses, security group rules and DNS records of both kinds; it calls tasks over IPv4',
  ),
  'load balancer logs': native('into a bucket that exists, or one that is made for it'),
  'load balancer settings': native('attributes of the load balancer'),
  'web ACL': native('the load balancer asks it about each request'),
  'rules of a load balancer': native(
    'by host, path, header, method, query parameter and source IP, to several gateways and nodes',
  ),
  'answers of a load balancer': native('redirects and fixed responses; 404 where no route takes a request'),
  'internal load balancer': native('in private subnets; by default open to the network'),
  'TLS at a Network Load Balancer': native('with a certificate; what is behind it reads plain TCP'),
  'HTTP/2 behind a load balancer': native(
    'target groups of HTTP/2 and gRPC, where the load balancer has a certificate',
  ),
  'settings of target groups': native(
    'health check, stickiness, deregistration delay, slow start, algorithm, grace period in ECS',
  ),
  'listener that exists': native(
    'rules, certificates and names for the listener of a load balancer that is not made here; its security group gets in',
  ),
} as const satisfies Partial<Capabilities>;
