/** What stands between the internet and a gateway. */
import { checkLimit } from './limit';
import { limits } from './limits';
import type { Problem } from './problem';
import { problems } from './problems';
import { fields, leaf, number, optional, text } from './shape';

/** An Application Load Balancer, open to the internet on its listener ports and nowhere else. */
export interface ApplicationLoadBalancer {
  readonly kind: 'application';
  /** Port that clients speak HTTP to. With a certificate it only redirects to `httpsPort`. */
  readonly port: number;
  /** ACM certificate, which turns HTTPS on. */
  readonly certificateArn?: string;
  /** Port that clients speak HTTPS to, where there is a certificate. */
  readonly httpsPort: number;
}

export type LoadBalancer = ApplicationLoadBalancer;

export interface ApplicationLoadBalancerOptions {
  /** ARN of an ACM certificate of the same region. @default - plain HTTP */
  readonly certificateArn?: string;
  /** @default 443 */
  readonly httpsPort?: number;
}

/** @example applicationLoadBalancer(80, { certificateArn: 'arn:aws:acm:…' }) */
export function applicationLoadBalancer(
  port = 80,
  options: ApplicationLoadBalancerOptions = {},
): ApplicationLoadBalancer {
  return { kind: 'application', port, httpsPort: options.httpsPort ?? 443, ...options };
}

export const loadBalancerShape = fields<ApplicationLoadBalancer>({
  kind: leaf('made by applicationLoadBalancer()', (kind) => kind === 'application'),
  port: number,
  certificateArn: optional(text),
  httpsPort: number,
});

/** The ports that are open to the internet, ascending. */
export function publicPorts(loadBalancer: LoadBalancer): number[] {
  const { port, httpsPort, certificateArn } = loadBalancer;
  return certificateArn === undefined ? [port] : [port, httpsPort].sort((a, b) => a - b);
}

export function validateLoadBalancer(loadBalancer: LoadBalancer, where: string): Problem[] {
  const { port, httpsPort, certificateArn } = loadBalancer;
  const certificate = /^arn:[a-z-]+:acm:[a-z0-9-]+:\d{12}:certificate\/[A-Za-z0-9-]+$/;
  return [
    ...checkLimit(limits.port, port, `${where} > port`),
    ...checkLimit(limits.port, httpsPort, `${where} > https port`),
    ...(certificateArn !== undefined && port === httpsPort ? [problems.portTwice(where, port)] : []),
    ...(certificateArn !== undefined && !certificate.test(certificateArn)
      ? [problems.certificateArn(where, certificateArn)]
      : []),
  ];
}
