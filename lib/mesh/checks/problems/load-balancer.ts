/** What is wrong with a load balancer and its routes. */
import { listNames, type Problem } from '../problem';
import { quote } from '../value-text';
import { type At, type Names, error, suggest, warning, wrong } from './factory';

export const loadBalancerProblems = {
  loadBalancerTwice: (at: At, name: string) =>
    error(
      'load-balancer-twice',
      at,
      `there is another one called ${quote(name)}: that of a gateway or node has its name`,
      'give this one another name in `loadBalancers`',
    ),
  loadBalancerRoutesEmpty: (at: At) =>
    error('load-balancer-routes-empty', at, 'it has no route', 'lead it to a gateway or node'),
  loadBalancerRouteEnd: (at: At) =>
    error(
      'load-balancer-route-end',
      at,
      'a route leads to one gateway or to one node',
      "use either { gateway: '…' } or { node: '…' }",
    ),
  loadBalancerGatewayUnknown: (at: At, name: string, known: Names) =>
    error(
      'load-balancer-gateway-unknown',
      at,
      `${quote(name)} is not a gateway, known gateways: ${listNames(known)}`,
      suggest(name, known, 'declare it in `gateways` or fix the name'),
    ),
  loadBalancerNodeUnknown: (at: At, name: string, known: Names) =>
    error(
      'load-balancer-node-unknown',
      at,
      `${quote(name)} is not a node, known nodes: ${listNames(known)}`,
      suggest(name, known, 'declare it in `nodes` or fix the name'),
    ),
  loadBalancerNodeExternal: (at: At, name: string) =>
    error(
      'load-balancer-node-external',
      at,
      `node ${quote(name)} does not run here, so it joins no target group`,
      'lead it to a gateway, whose routes may lead to it',
    ),
  loadBalancerNodeJob: (at: At, name: string, kind: string) =>
    wrong(
      'load-balancer-node-job',
      at,
      `tasks of node ${quote(name)} end, and only an ECS service joins a target group`,
      kind,
      "use kind 'service', or another node",
    ),
  loadBalancerNodeSilent: (at: At, name: string) =>
    error(
      'load-balancer-node-silent',
      at,
      `node ${quote(name)} has no listener`,
      'give it one: listeners: [http(3000)]',
    ),
  loadBalancerPortUnknown: (
    at: At,
    port: number | undefined,
    { node, known }: { readonly node: string; readonly known: readonly number[] },
  ) =>
    wrong(
      'load-balancer-port-unknown',
      at,
      `node ${quote(node)} does not listen on this port, it listens on ${known.join(', ')}`,
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
  loadBalancerIdle: (at: At, seconds: number, routes: Names): Problem =>
    warning(
      error(
        'load-balancer-idle',
        at,
        `it closes a connection that carries nothing for ${seconds} seconds, the longest that it can be set to, and an answer through ${listNames(routes)} may be silent for longer`,
        'make the application send something within that time and accept it with MESH_ACCEPT=load-balancer-idle, or give the route or the listener behind it an idle timeout',
      ),
    ),
  idleTooShort: (at: At, seconds: number, routes: Names): Problem =>
    warning(
      error(
        'load-balancer-idle',
        at,
        `it closes a connection that carries nothing for ${seconds} seconds, as its idle timeout says, and an answer through ${listNames(routes)} may be silent for longer`,
        'lengthen idleTimeout or leave it out, or have something sent within that time and accept it with MESH_ACCEPT=load-balancer-idle',
      ),
    ),
  headerDropped: (at: At, header: string, gateways: Names, severity: Problem['severity']): Problem => ({
    ...error(
      'header-dropped',
      at,
      `the Application Load Balancer of ${listNames(gateways)} drops headers with other characters than letters, digits and "-" in their name, so no request from outside brings ${quote(header)}`,
      'match a header with "-" in its name, or use networkLoadBalancer()',
    ),
    severity,
  }),
  certificateArn: (at: At, got: unknown) =>
    wrong(
      'certificate-arn',
      at,
      'certificateArn must be the ARN of an ACM certificate',
      got,
      'use one such as arn:aws:acm:us-west-2:123456789012:certificate/…',
    ),
  domainEmpty: (at: At) => error('domain-empty', at, 'it has no name', 'write one, or remove the domain'),
  domainName: (at: At, got: unknown) =>
    wrong(
      'domain-name',
      at,
      'a name has two or more labels of lower-case letters, digits and "-"; the first may be "*"',
      got,
      'use one such as "shop.example.com"',
    ),
  /** @param owner the load balancer that has the name */
  domainTwice: (at: At, name: string, owner: string) =>
    wrong('domain-twice', at, `${owner} has this name already`, name, 'remove it from one of them'),
  domainCertificate: (at: At) =>
    error(
      'domain-certificate',
      at,
      'a Network Load Balancer passes TCP on and takes no certificate',
      'remove `certificate`, or use applicationLoadBalancer()',
    ),
  certificateTwice: (at: At) =>
    error(
      'domain-certificate',
      at,
      'a certificate is to be made, and certificateArn gives one',
      'remove one of the two',
    ),
  sslPolicy: (at: At, got: unknown) =>
    wrong(
      'ssl-policy',
      at,
      'sslPolicy must be the name of a security policy of Elastic Load Balancing',
      got,
      'use one such as "ELBSecurityPolicy-TLS13-1-2-2021-06"',
    ),
  sslPolicyUnused: (at: At) =>
    error(
      'ssl-policy',
      at,
      'sslPolicy is of HTTPS, and the load balancer has no certificate',
      'give it a certificateArn or a domain, or remove sslPolicy',
    ),
  desyncMode: (at: At, got: unknown, known: Names) =>
    wrong(
      'desync-mode',
      at,
      `desyncMitigationMode must be one of ${listNames(known)}`,
      got,
      suggest(String(got), known, 'leave it out for "defensive"'),
    ),
  idleTooLong: (at: At, got: number, most: number) =>
    wrong(
      'load-balancer-idle-long',
      at,
      `idle timeout must be at most ${most} seconds, since Envoy behind it closes its connections then`,
      got,
      `use seconds(${most})`,
    ),
  logPrefix: (at: At, got: unknown) =>
    wrong(
      'log-prefix',
      at,
      'prefix has at most 255 letters, digits and !_.*\'()-, parts between single "/", and no "AWSLogs"',
      got,
      'use one such as "shop/ingress"',
    ),
  logBucketKept: (at: At) =>
    error(
      'log-bucket',
      at,
      'retentionDays is of a bucket that is made here, and `bucket` names one that exists',
      'remove one of the two',
    ),
} as const;
