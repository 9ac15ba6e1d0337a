/** The listeners of a load balancer: TCP, TLS, plain HTTP, or HTTPS with a redirect from HTTP. */
import type { LbListenerConfig, LbListenerDefaultAction } from '@cdktf/provider-aws/lib/lb-listener';
import { hasCertificate, type LoadBalancer } from '../../mesh/entry/load-balancer';
import type { LoadBalancerIdle } from '../../mesh/entry/load-balancer-idle';

/** TLS 1.2 and 1.3 with forward secrecy, AWS's recommended policy. */
const TLS_POLICY = 'ELBSecurityPolicy-TLS13-1-2-2021-06';

type Listeners = Readonly<Record<string, Omit<LbListenerConfig, 'loadBalancerArn'>>>;

/** A listener that exists is not made here. */
export type OwnLoadBalancer = Exclude<LoadBalancer, { kind: 'existing' }>;

export interface ListenerRefs {
  /** The action for requests that no rule takes. */
  readonly action: LbListenerDefaultAction;
  readonly idle: LoadBalancerIdle;
  /** ARN of the certificate; undefined without one. */
  readonly certificateArn: string | undefined;
}

/** The listeners, by the end of their Terraform address. The last one has the rules. */
export function listenersOf(
  loadBalancer: OwnLoadBalancer,
  { action, idle, certificateArn }: ListenerRefs,
): Listeners {
  const { kind, port } = loadBalancer;
  const own = kind === 'application' ? loadBalancer.sslPolicy : undefined;
  const tls = { sslPolicy: own ?? TLS_POLICY, ...(certificateArn !== undefined && { certificateArn }) };
  const defaultAction = [action];
  if (kind === 'network' && certificateArn !== undefined)
    return { tls: { port, protocol: 'TLS', ...tls, defaultAction } };
  if (kind === 'network') {
    const { isUsual, seconds } = idle;
    return {
      tcp: { port, protocol: 'TCP', defaultAction, ...(!isUsual && { tcpIdleTimeoutSeconds: seconds }) },
    };
  }
  if (certificateArn === undefined) return { http: { port, protocol: 'HTTP', defaultAction } };
  const { httpsPort } = loadBalancer;
  const redirect = { port: String(httpsPort), protocol: 'HTTPS', statusCode: 'HTTP_301' };
  return {
    http: { port, protocol: 'HTTP', defaultAction: [{ type: 'redirect', redirect }] },
    https: { port: httpsPort, protocol: 'HTTPS', ...tls, defaultAction },
  };
}

/** The URL of the load balancer. The port is left out if it is the scheme's default. */
export function urlOf(loadBalancer: OwnLoadBalancer, host: string): string {
  const isHttps = loadBalancer.kind === 'application' && hasCertificate(loadBalancer);
  const [scheme, port, usual] = isHttps
    ? ['https', loadBalancer.httpsPort, 443]
    : ['http', loadBalancer.port, 80];
  return `${scheme}://${host}${port === usual ? '' : `:${port}`}`;
}
