/** The listeners of a load balancer: plain TCP, plain HTTP, or HTTPS with a redirect from HTTP. */
import type { LbListenerConfig } from '@cdktf/provider-aws/lib/lb-listener';
import { isHttps, type LoadBalancer } from '../../mesh/entry/load-balancer';
import type { LoadBalancerIdle } from '../../mesh/entry/load-balancer-idle';

/** TLS 1.2 and 1.3 with forward secrecy, AWS's recommended policy. */
const TLS_POLICY = 'ELBSecurityPolicy-TLS13-1-2-2021-06';

type Listeners = Readonly<Record<string, Omit<LbListenerConfig, 'loadBalancerArn'>>>;

export interface ListenerRefs {
  readonly targetGroupArn: string;
  /** ARN of the certificate that is made for the domain. @default - as the load balancer says */
  readonly certificateArn?: string;
}

/** The listeners, by the end of their Terraform address. */
export function listenersOf(
  loadBalancer: LoadBalancer,
  { isUsual, seconds }: LoadBalancerIdle,
  { targetGroupArn, certificateArn }: ListenerRefs,
): Listeners {
  const forward = [{ type: 'forward', targetGroupArn }];
  const { kind, port } = loadBalancer;
  const idle = isUsual ? {} : { tcpIdleTimeoutSeconds: seconds };
  if (kind === 'network') return { tcp: { port, protocol: 'TCP', defaultAction: forward, ...idle } };
  const { httpsPort } = loadBalancer;
  if (!isHttps(loadBalancer)) return { http: { port, protocol: 'HTTP', defaultAction: forward } };
  const redirect = { port: String(httpsPort), protocol: 'HTTPS', statusCode: 'HTTP_301' };
  return {
    http: { port, protocol: 'HTTP', defaultAction: [{ type: 'redirect', redirect }] },
    https: {
      port: httpsPort,
      protocol: 'HTTPS',
      sslPolicy: loadBalancer.sslPolicy ?? TLS_POLICY,
      certificateArn: loadBalancer.certificateArn ?? certificateArn ?? '',
      defaultAction: forward,
    },
  };
}

/** Where the load balancer answers. The port is left out where it is the scheme's usual one. */
export function urlOf(loadBalancer: LoadBalancer, host: string): string {
  const [scheme, port, usual] = isHttps(loadBalancer)
    ? ['https', loadBalancer.httpsPort, 443]
    : ['http', loadBalancer.port, 80];
  return `${scheme}://${host}${port === usual ? '' : `:${port}`}`;
}
