/** Problems of a load balancer and its routes. */
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
    error(
      'load-balancer-routes-empty',
      at,
      'no route leads to a gateway or node',
      'add one: routes: { all: { node: "web" } }',
    ),
  loadBalancerRouteEnd: (at: At) =>
    error(
      'load-balancer-route-end',
      at,
      'a route leads to one gateway or one node, or answers with one redirect or response',
      "use one of { gateway: '…' }, { node: '…' }, { redirect: { … } } and { respond: { … } }",
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
  loadBalancerGatewayNode: (at: At, name: string) =>
    error(
      'load-balancer-gateway-node',
      at,
      `${quote(name)} is a node and not a gateway`,
      `write node: ${quote(name)}`,
    ),
  loadBalancerNodeGateway: (at: At, name: string) =>
    error(
      'load-balancer-node-gateway',
      at,
      `${quote(name)} is a gateway and not a node`,
      `write gateway: ${quote(name)}`,
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
      'without a certificate, an Application Load Balancer speaks HTTP/1.1 alone with what is behind it',
      protocol,
      'give it a certificate, use networkLoadBalancer(), which passes every protocol on, or http() on the listener',
    ),
  loadBalancerTcp: (at: At) =>
    error(
      'load-balancer-tcp',
      at,
      'an Application Load Balancer reads HTTP, and the listener behind it speaks tcp',
      'use networkLoadBalancer(), or lead it to another listener',
    ),
  /** @param isOwn the user wrote its idle timeout; else it is the longest that AWS lets us set */
  loadBalancerIdle: (
    at: At,
    seconds: number,
    { routes, isOwn }: { readonly routes: Names; readonly isOwn: boolean },
  ): Problem => {
    const why = isOwn ? 'as its idle timeout says' : 'the longest that it can be set to';
    const own = isOwn ? 'lengthen idleTimeout or leave it out, or ' : '';
    return warning(
      error(
        'load-balancer-idle',
        at,
        `it closes a connection that carries nothing for ${seconds} seconds, ${why}, and an answer through ${listNames(routes)} may be silent for longer`,
        `${own}make the application send something within that time and accept it with MESH_ACCEPT=load-balancer-idle, or give the route or the listener behind it an idle timeout`,
      ),
    );
  },
  headerDropped: (at: At, header: string, gateways: Names, severity: Problem['severity']): Problem => ({
    ...error(
      'header-dropped',
      at,
      `the Application Load Balancer of ${listNames(gateways)} drops headers with other characters than letters, digits and "-" in their name, so no request from outside brings ${quote(header)}`,
      'match a header with "-" in its name, or use networkLoadBalancer()',
    ),
    severity,
  }),
  certificateRepeated: (at: At, got: string) =>
    wrong('certificate-repeated', at, 'the load balancer has this certificate already', got, 'remove it'),
  certificatesAlone: (at: At) =>
    error(
      'load-balancer-certificates-alone',
      at,
      'there are further certificates, and no default one for clients that name no host',
      'name one of them as `certificateArn`',
    ),
  certificateArn: (at: At, got: unknown) =>
    wrong(
      'certificate-arn',
      at,
      'certificateArn must be the ARN of an ACM certificate',
      got,
      'use one such as arn:aws:acm:us-west-2:123456789012:certificate/…',
    ),
} as const;
