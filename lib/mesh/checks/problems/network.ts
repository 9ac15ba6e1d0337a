/** Problems of a network of the application's own. */
import { oneOf } from '../one-of';
import { quote } from '../value-text';
import { type At, error, type Names, wrong } from './factory';

export const networkProblems = {
  networkCidr: (at: At, got: unknown, better: string) =>
    wrong(
      'network-cidr',
      at,
      'cidr must be a block of /16 to /26 in 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10, and begin with its first address',
      got,
      `use one such as "${better}"`,
    ),
  networkNat: (at: At, got: unknown, known: Names) =>
    wrong('network-nat', at, 'nat must be a known word', got, `use ${oneOf(known.map(quote))}`),
  networkNatUnused: (at: At, got: unknown) =>
    wrong(
      'network-nat-unused',
      at,
      'tasks with public addresses of their own use no NAT gateway',
      got,
      'keep one of nat and publicIp',
    ),
  networkEndpoint: (at: At, got: unknown) =>
    wrong(
      'network-endpoint',
      at,
      'it is not the end of a name such as "com.amazonaws.us-west-2.sqs"',
      got,
      'use one such as "sqs", see `aws ec2 describe-vpc-endpoint-services`',
    ),
  imageNeedsInternet: (at: At, got: string, region: string, fix: string) =>
    wrong(
      'image-needs-internet',
      at,
      `without NAT gateways tasks pull images only from private repositories of ECR in ${region}`,
      got,
      fix,
    ),
  hostNeedsInternet: (at: At, got: string) =>
    wrong(
      'host-needs-internet',
      at,
      'without NAT gateways tasks reach only addresses of private networks, and AWS services of network.endpoints',
      got,
      'give its private block as `cidr`, add the service to network.endpoints, use nat: "one", or accept it with MESH_ACCEPT=host-needs-internet',
    ),
  flowLogsTraffic: (at: At, got: unknown, known: string) =>
    wrong('flow-logs-traffic', at, 'traffic must be a known word', got, `use ${known}`),
  flowLogsRetention: (at: At, got: number) =>
    wrong(
      'flow-logs-retention',
      at,
      'how long a bucket keeps its objects is a rule of the bucket',
      got,
      'leave retentionDays out, and set a lifecycle rule on the bucket',
    ),
  networkSmall: (
    at: At,
    { cidr, zones }: { readonly cidr: string; readonly zones: number },
    prefix: number,
  ) =>
    wrong(
      'network-small',
      at,
      `${zones} zones would have subnets of /${prefix}, and AWS takes no smaller one than /28`,
      cidr,
      'use a larger block or fewer zones',
    ),
  networkAddresses: (
    at: At,
    cidr: string,
    { tasks, addresses }: { readonly tasks: number; readonly addresses: number },
  ) =>
    wrong(
      'network-addresses',
      at,
      `nodes run up to ${tasks} tasks, and the subnets of tasks have ${addresses} addresses`,
      cidr,
      'use a larger block or fewer tasks',
    ),
  networkAlb: (at: At, gateways: string, prefix: number) =>
    error(
      'network-alb',
      at,
      `its subnets are /${prefix}, and the Application Load Balancer of ${gateways} needs /27 or more`,
      'use a /25 or larger, fewer zones, or a Network Load Balancer',
    ),
} as const;
