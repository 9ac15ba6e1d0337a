/** What stands between the internet and a gateway. */
import { elsewhere } from '../checks/misplaced-fields';
import { checkLimit } from '../checks/limit';
import { limits } from '../checks/limits';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import {
  type ApplicationLoadBalancerSettings,
  applicationSettingsShapes,
  type LoadBalancerSettings,
  settingsShapes,
  validateApplicationSettings,
  validateSettings,
} from './load-balancer-settings';
import { loadBalancerRouteShape } from './load-balancer-route';
import { isObject, leaf, named, number, type Shape, text } from '../checks/shape';
import { type FieldShapes, fieldsIn, optional } from '../checks/fields';

/** An Application Load Balancer, open to the internet on its listener ports and nowhere else. */
export interface ApplicationLoadBalancer extends ApplicationLoadBalancerSettings {
  readonly kind: 'application';
  /** Port that clients speak HTTP to. With a certificate it only redirects to `httpsPort`. */
  readonly port: number;
  /** ACM certificate, which turns HTTPS on. */
  readonly certificateArn?: string;
  /** Port that clients speak HTTPS to, where there is a certificate. */
  readonly httpsPort: number;
}

/** A Network Load Balancer, open to the internet on its one port. It passes TCP on and knows nothing of HTTP. */
export interface NetworkLoadBalancer extends LoadBalancerSettings {
  readonly kind: 'network';
  readonly port: number;
}

export type LoadBalancer = ApplicationLoadBalancer | NetworkLoadBalancer;

export interface ApplicationLoadBalancerOptions extends ApplicationLoadBalancerSettings {
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
  const { httpsPort = 443, ...rest } = options;
  return { kind: 'application', port, httpsPort, ...rest };
}

/** @example networkLoadBalancer(80) */
export function networkLoadBalancer(port = 80, options: LoadBalancerSettings = {}): NetworkLoadBalancer {
  return { ...options, kind: 'network', port };
}

const kind = (own: LoadBalancer['kind']) =>
  leaf('made by applicationLoadBalancer() or networkLoadBalancer()', (value) => value === own);

const network: FieldShapes<NetworkLoadBalancer> = {
  ...settingsShapes,
  kind: kind('network'),
  port: number,
};
const application: FieldShapes<ApplicationLoadBalancer> = {
  ...applicationSettingsShapes,
  kind: kind('application'),
  port: number,
  certificateArn: optional(text),
  httpsPort: number,
};
interface WithRoutes {
  readonly routes: object;
}

const routes = { routes: named('route', loadBalancerRouteShape) };
const fieldsHere = fieldsIn(elsewhere.loadBalancer);

/** The short form, on a gateway or node. */
export const loadBalancerShape = eitherKind(fieldsHere(network), fieldsHere(application));

/** The long form, in `loadBalancers`. */
export const loadBalancerWithRoutesShape = eitherKind(
  fieldsHere<NetworkLoadBalancer & WithRoutes>({ ...network, ...routes }),
  fieldsHere<ApplicationLoadBalancer & WithRoutes>({ ...application, ...routes }),
);

function eitherKind(ofNetwork: Shape, ofApplication: Shape): Shape {
  return (value, place) =>
    isObject(value) && value['kind'] === 'network' ? ofNetwork(value, place) : ofApplication(value, place);
}

/** Clients speak HTTPS to it: a certificate is given, or made for its domain. */
export function isHttps(loadBalancer: LoadBalancer): loadBalancer is ApplicationLoadBalancer {
  if (loadBalancer.kind === 'network') return false;
  const { certificateArn, domain } = loadBalancer;
  return certificateArn !== undefined || (domain !== undefined && domain.certificate !== false);
}

/** The ports that are open to the internet, ascending. */
export function publicPorts(loadBalancer: LoadBalancer): number[] {
  const { port } = loadBalancer;
  return isHttps(loadBalancer) ? [port, loadBalancer.httpsPort].sort((a, b) => a - b) : [port];
}

export function validateLoadBalancer(loadBalancer: LoadBalancer, where: string): Problem[] {
  const found = checkLimit(limits.port, loadBalancer.port, `${where} > port`);
  if (loadBalancer.kind === 'application')
    return [
      ...found,
      ...validateHttps(loadBalancer, where),
      ...validateApplicationSettings(loadBalancer, { where, isHttps: isHttps(loadBalancer) }),
    ];
  const { domain, idleTimeout } = loadBalancer;
  return [
    ...found,
    ...validateSettings(loadBalancer, where),
    ...checkLimit(limits.networkIdle, idleTimeout, where),
    ...(domain?.certificate === true ? [problems.domainCertificate(`${where} > domain`)] : []),
  ];
}

function validateHttps(loadBalancer: ApplicationLoadBalancer, where: string): Problem[] {
  const { port, httpsPort, certificateArn, domain } = loadBalancer;
  const certificate = /^arn:[a-z-]+:acm:[a-z0-9-]+:\d{12}:certificate\/[A-Za-z0-9-]+$/;
  return [
    ...checkLimit(limits.port, httpsPort, `${where} > https port`),
    ...(isHttps(loadBalancer) && port === httpsPort ? [problems.portTwice(where, port)] : []),
    ...(certificateArn !== undefined && !certificate.test(certificateArn)
      ? [problems.certificateArn(where, certificateArn)]
      : []),
    ...(certificateArn !== undefined && domain?.certificate === true
      ? [problems.certificateTwice(`${where} > domain`)]
      : []),
  ];
}
