/** Load balancers between clients outside and the gateways and nodes of an application. */
import type { Ref } from '../surroundings/reference';
import type { DomainDefinition } from './domain';
import type { ApplicationLoadBalancerSettings, LoadBalancerSettings } from './load-balancer-settings';
import type { Open } from './open';
import type { TargetGroup } from './target-group';

interface Placed {
  /** In private subnets, for clients inside the network and in connected networks. @default false */
  readonly internal?: boolean;
  /** Which clients may connect. @default 'internet'; for an internal one 'network' */
  readonly open?: Open;
  /** Settings of all its target groups. @default - as each field says */
  readonly targetGroup?: TargetGroup;
}

/** An Application Load Balancer: it reads HTTP, and its rules choose between gateways and nodes. */
export interface ApplicationLoadBalancer extends Placed, ApplicationLoadBalancerSettings {
  readonly kind: 'application';
  /** Port for HTTP. With a certificate it only redirects to `httpsPort`. */
  readonly port: number;
  /** ACM certificate, which turns HTTPS on. */
  readonly certificateArn?: Ref;
  /** Further certificates, selected by the host that the client names. */
  readonly certificates?: readonly Ref[];
  /** Port for HTTPS, if there is a certificate. */
  readonly httpsPort: number;
}

/** A Network Load Balancer with one port. It passes TCP on and does not read HTTP; with a certificate it ends TLS. */
export interface NetworkLoadBalancer extends Placed, LoadBalancerSettings {
  readonly kind: 'network';
  readonly port: number;
  /** ACM certificate, which turns TLS on. */
  readonly certificateArn?: Ref;
}

/** A listener of an Application Load Balancer that exists. It keeps its own answer, so every route has a match. */
export interface ExistingListener extends Pick<Placed, 'targetGroup'> {
  readonly kind: 'existing';
  readonly listener: Ref;
  /** The group of its load balancer. It must allow requests to the tasks; we add no rule to it. */
  readonly securityGroup: Ref;
  /** Certificates that are added to it, at most 24, chosen by the host that the client names. It must speak HTTPS. @default [] */
  readonly certificates?: readonly Ref[];
  /** Names in DNS that lead to its load balancer. A certificate is made for them only with `certificate: true`. @default - none */
  readonly domain?: DomainDefinition;
}

export type LoadBalancer = ApplicationLoadBalancer | NetworkLoadBalancer | ExistingListener;

export interface ApplicationLoadBalancerOptions extends Placed, ApplicationLoadBalancerSettings {
  /** An ACM certificate of the same region: its ARN, or where to find it. @default - plain HTTP */
  readonly certificateArn?: Ref;
  /** Further ones, at most 24, selected by the host that the client names. @default [] */
  readonly certificates?: readonly Ref[];
  /** @default 443 */
  readonly httpsPort?: number;
}

/** @example applicationLoadBalancer(80, { certificateArn: 'arn:aws:acm:…' }) */
export function applicationLoadBalancer(
  port = 80,
  options: ApplicationLoadBalancerOptions = {},
): ApplicationLoadBalancer {
  const { httpsPort = 443, ...rest } = options;
  return { kind: 'application', port, httpsPort, ...rest };
}

export interface NetworkLoadBalancerOptions extends Placed, LoadBalancerSettings {
  /** An ACM certificate of the same region: its ARN, or where to find it. @default - TCP is passed on unchanged */
  readonly certificateArn?: Ref;
}

/** @example networkLoadBalancer(80) */
export function networkLoadBalancer(
  port = 80,
  options: NetworkLoadBalancerOptions = {},
): NetworkLoadBalancer {
  return { ...options, kind: 'network', port };
}

/** @example existingListener({ listener: 'arn:aws:elasticloadbalancing:…', securityGroup: 'sg-0a1b2c3d' }) */
export function existingListener(options: Omit<ExistingListener, 'kind'>): ExistingListener {
  return { ...options, kind: 'existing' };
}

/** Load balancers that read HTTP and write the client's address into a header. */
export const isOfHttp = ({ kind }: Pick<LoadBalancer, 'kind'>): boolean => kind !== 'network';

/** Whether its listener ends TLS: a certificate is given, or made for its domain. */
export function hasCertificate(loadBalancer: LoadBalancer): boolean {
  if (loadBalancer.kind === 'existing') return false;
  const { certificateArn, domain, kind } = loadBalancer;
  const isMade = kind === 'application' && domain !== undefined && domain.certificate !== false;
  return certificateArn !== undefined || isMade;
}

/** The ports that clients connect to, ascending. The ports of an existing listener are not known. */
export function listenerPorts(loadBalancer: LoadBalancer): number[] {
  if (loadBalancer.kind === 'existing') return [];
  const { port } = loadBalancer;
  return loadBalancer.kind === 'application' && hasCertificate(loadBalancer)
    ? [port, loadBalancer.httpsPort].sort((a, b) => a - b)
    : [port];
}
