/**
 * Settings of a load balancer, in AWS's words. They change neither the destination of a request nor which clients may
 * connect.
 */
import type { Duration } from '../duration';
import { type FieldShapes, optional } from '../checks/fields';
import { checkLimit } from '../checks/limit';
import { limits } from '../checks/limits';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { duration, flag, leaf, text } from '../checks/shape';
import { type Ref, refShape, validateRef } from '../surroundings/reference';
import { type DomainDefinition, domainShape } from './domain';
import {
  type LoadBalancerLogs,
  loadBalancerLogsShape,
  validateLoadBalancerLogs,
  validateLogPrefixes,
} from './load-balancer-logs';

export const desyncModes = ['defensive', 'monitor', 'strictest'] as const;
export type DesyncMode = (typeof desyncModes)[number];

/** AWS's words. `dualstack`: IPv4 and IPv6. */
export type IpAddressType = 'ipv4' | 'dualstack';

export interface LoadBalancerSettings {
  /** Its names in DNS, and a certificate for them. @default - none: clients use AWS's own name */
  readonly domain?: DomainDefinition;
  /** A log line for each request; of a Network Load Balancer, for each TLS connection. @default - none */
  readonly accessLogs?: LoadBalancerLogs;
  /**
   * How long a connection may carry nothing: 1 to 4000 whole seconds, for a Network Load Balancer 60 to 6000.
   * @default - as long as what is behind it may be silent, and at least AWS's 60 or 350 seconds
   */
  readonly idleTimeout?: Duration;
  /**
   * Whether clients reach it over IPv6 too. Its subnets must have IPv6 blocks then. It calls tasks over IPv4.
   * @default - 'dualstack' in a network with `ipv6: true`, else 'ipv4'
   */
  readonly ipAddressType?: IpAddressType;
  /** AWS refuses to delete the load balancer while this is on. @default false */
  readonly deletionProtection?: boolean;
}

export interface ApplicationLoadBalancerSettings extends LoadBalancerSettings {
  /** The web ACL of WAF that checks each request, by its ARN. @default - none */
  readonly webAcl?: Ref;
  /** A log line for each connection of a client. @default - none */
  readonly connectionLogs?: LoadBalancerLogs;
  /** How long a client may keep a connection: 60 to 604,800 whole seconds. @default - AWS's 3600 */
  readonly clientKeepAlive?: Duration;
  /** Security policy of HTTPS: which versions of TLS, and which ciphers. @default 'ELBSecurityPolicy-TLS13-1-2-2021-06' */
  readonly sslPolicy?: string;
  /** How it handles requests that servers might read in different ways. @default - AWS's 'defensive' */
  readonly desyncMitigationMode?: DesyncMode;
  /** Drops headers whose names have other characters than letters, digits and `-`. @default true */
  readonly dropInvalidHeaderFields?: boolean;
}

export const settingsShapes: FieldShapes<LoadBalancerSettings> = {
  domain: optional(domainShape),
  accessLogs: optional(loadBalancerLogsShape),
  idleTimeout: optional(duration),
  ipAddressType: optional(
    leaf('"ipv4" or "dualstack"', (value) => value === 'ipv4' || value === 'dualstack'),
  ),
  deletionProtection: optional(flag),
};

export const applicationSettingsShapes: FieldShapes<ApplicationLoadBalancerSettings> = {
  ...settingsShapes,
  webAcl: optional(refShape),
  connectionLogs: optional(loadBalancerLogsShape),
  clientKeepAlive: optional(duration),
  sslPolicy: optional(text),
  desyncMitigationMode: optional(text),
  dropInvalidHeaderFields: optional(flag),
};

export function validateSettings({ accessLogs }: LoadBalancerSettings, where: string): Problem[] {
  return accessLogs === undefined ? [] : validateLoadBalancerLogs(accessLogs, `${where} > access logs`);
}

/** @param isHttps it has a certificate */
export function validateApplicationSettings(
  settings: ApplicationLoadBalancerSettings,
  { where, isHttps }: { readonly where: string; readonly isHttps: boolean },
): Problem[] {
  const { webAcl, connectionLogs, sslPolicy, desyncMitigationMode: desync } = settings;
  return [
    ...validateSettings(settings, where),
    ...checkLimit(limits.applicationIdle, settings.idleTimeout, where),
    ...checkLimit(limits.clientKeepAlive, settings.clientKeepAlive, where),
    ...(webAcl === undefined ? [] : validateRef(webAcl, { kind: 'web-acl', where: `${where} > web acl` })),
    ...(connectionLogs === undefined
      ? []
      : validateLoadBalancerLogs(connectionLogs, `${where} > connection logs`)),
    ...validateLogPrefixes(settings, where),
    ...(sslPolicy === undefined ? [] : validateSslPolicy(sslPolicy, { where, isHttps })),
    ...(desync === undefined || desyncModes.includes(desync)
      ? []
      : [problems.desyncMode(where, desync, desyncModes)]),
  ];
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html */
function validateSslPolicy(
  policy: string,
  { where, isHttps }: { readonly where: string; readonly isHttps: boolean },
): Problem[] {
  if (!/^ELBSecurityPolicy-[A-Za-z0-9-]{1,60}$/.test(policy)) return [problems.sslPolicy(where, policy)];
  return isHttps ? [] : [problems.sslPolicyUnused(where)];
}
