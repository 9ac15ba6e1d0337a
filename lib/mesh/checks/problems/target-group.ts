/** Problems of the target groups of a load balancer, and of `open`. */
import type { Problem } from '../problem';
import { quote } from '../value-text';
import { type At, error, warning, wrong } from './factory';

export const targetGroupProblems = {
  /** @param better the block around it, or an example */
  openBlock: (at: At, got: string, better: string) =>
    wrong(
      'open-block',
      at,
      'it is no block of addresses that begins with its first address',
      got,
      `use one such as '${better}', or { securityGroup: 'sg-…' }`,
    ),
  openEmpty: (at: At) =>
    warning(
      error(
        'open-empty',
        at,
        'the list is empty, so nothing can connect',
        'name blocks or security groups, or leave `open` out',
      ),
    ),
  openIpv6Form: (at: At, got: string, canonical: string) =>
    wrong('open-ipv6-form', at, 'AWS writes this block in another way', got, `write ${quote(canonical)}`),
  openIpv6Tasks: (at: At, got: string) =>
    wrong(
      'open-ipv6-tasks',
      at,
      'tasks take connections over IPv4 alone',
      got,
      'open a load balancer with IPv6 addresses to it, or remove it',
    ),
  openIpv6Unused: (at: At, got: string) =>
    wrong(
      'open-ipv6-unused',
      at,
      'the load balancer has no IPv6 addresses',
      got,
      "use ipAddressType: 'dualstack', or remove the block",
    ),
  targetGroupNetwork: (at: At, field: string) =>
    error(
      'target-group-network',
      at,
      `a Network Load Balancer has no ${field}`,
      'remove it, or use applicationLoadBalancer()',
    ),
  slowStartAlgorithm: (at: At, got: string) =>
    wrong(
      'target-group-slow-start',
      at,
      'AWS has slowStart with round_robin alone',
      got,
      'leave one of the two out',
    ),
  stickinessKind: (at: At, kind: 'application' | 'network') =>
    error(
      'target-group-stickiness-kind',
      at,
      kind === 'application'
        ? 'an Application Load Balancer has no stickiness by the client’s address'
        : 'a Network Load Balancer has no stickiness by cookie',
      kind === 'application' ? 'use one by cookie: { duration: minutes(5) }' : "use { by: 'sourceIp' }",
    ),
  stickinessCookie: (at: At, got: string) =>
    wrong(
      'target-group-stickiness-cookie',
      at,
      "a cookie's name has 1 to 128 letters, digits and !#$%&'*+.^_`|~-, and does not start with AWSALB",
      got,
      'write the name of a cookie that the application sets, or leave `cookie` out',
    ),
  targetHealthPath: (at: At, got: string) =>
    wrong(
      'target-group-health-path',
      at,
      'the path starts with "/" and has visible characters',
      got,
      'use one such as "/health"',
    ),
  targetHealthCodes: (at: At, got: string) =>
    wrong(
      'target-group-health-codes',
      at,
      'codes are numbers up to 599, and ranges that begin with the lower number',
      got,
      "use some such as '200', '200,302' or '200-399'",
    ),
  targetHealthRange: (
    at: At,
    got: string | undefined,
    { least, most, of }: { readonly least: number; readonly most: number; readonly of: string },
  ) =>
    wrong(
      'target-group-health-range',
      at,
      `it leads to a target group of ${of}, whose codes are ${least} to ${most}`,
      got,
      'use such codes, or a load balancer of its own for each protocol',
    ),
  targetHealthGrpc: (at: At, got: string) =>
    wrong(
      'target-group-health-grpc',
      at,
      'a Network Load Balancer asks in HTTP/1.1, which a gRPC application does not answer',
      got,
      'leave out path: then Envoy is asked, or whether the port is open',
    ),
  targetHealthCodesUnread: (at: At, got: string) =>
    wrong(
      'target-group-health-codes-unread',
      at,
      'this target group asks whether the port is open, which has no codes',
      got,
      'remove codes, or give a path that answers HTTP/1.1',
    ),
  targetHealthTimes: (at: At, timeout: number, interval: number) =>
    wrong(
      'target-group-health-times',
      at,
      `the timeout must be shorter than the interval of ${interval} s`,
      timeout,
      'shorten it, or ask less often',
    ),
  targetGroupsMany: (at: At, got: number, most: number) =>
    wrong(
      'target-groups-many',
      at,
      `an ECS service joins at most ${most} target groups`,
      got,
      'lead fewer load balancers and ports to it',
    ),
  unreachable: (at: At): Problem =>
    warning(
      error(
        'unreachable',
        at,
        'nothing can reach it: no node or gateway calls it, no load balancer leads to it, and it is not open',
        'let a node or gateway call it, give it `loadBalancer` or `open`, or accept it with MESH_ACCEPT=unreachable',
      ),
    ),
} as const;
