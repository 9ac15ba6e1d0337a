/** Problems of the domain, the logs and the other settings of a load balancer. */
import { listNames, type Problem } from '../problem';
import { raiseQuota } from '../quotas';
import { type At, type Names, error, suggest, warning, wrong } from './factory';

export const loadBalancerSettingsProblems = {
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
  domainLong: (at: At, got: string) =>
    wrong(
      'domain-long',
      at,
      'the first name of a certificate has at most 64 characters',
      got,
      'write a shorter name first, or give a certificateArn',
    ),
  domainNamesQuota: (at: At, got: number, quota: number): Problem =>
    warning(
      wrong(
        'domain-names-quota',
        at,
        `ACM makes no certificate for more than ${quota} names, the quota "Domain names per ACM certificate", and an apply would stop there`,
        got,
        `use a name with *, or ${raiseQuota('domain-names-per-certificate')}`,
      ),
    ),
  domainTwice: (at: At, name: string, owner: string) =>
    wrong('domain-twice', at, `${owner} has this name already`, name, 'remove it from one of them'),
  domainCertificate: (at: At) =>
    error(
      'domain-certificate',
      at,
      'no certificate is made for a Network Load Balancer',
      'remove `certificate`, or use applicationLoadBalancer()',
    ),
  certificateTwice: (at: At) =>
    error(
      'certificate-twice',
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
      'ssl-policy-unused',
      at,
      'sslPolicy is for HTTPS, and the load balancer has no certificate',
      'give it a certificateArn or a domain, or remove sslPolicy',
    ),
  dualstackNetwork: (at: At) =>
    wrong(
      'load-balancer-dualstack',
      at,
      'subnets of its network have no IPv6 addresses',
      'dualstack',
      'write network: { ipv6: true }, or leave ipAddressType out',
    ),
  desyncMode: (at: At, got: unknown, known: Names) =>
    wrong(
      'desync-mode',
      at,
      `desyncMitigationMode must be one of ${listNames(known)}`,
      got,
      suggest(String(got), known, 'leave it out for "defensive"'),
    ),
  idleOfTls: (at: At, got: number) =>
    wrong(
      'load-balancer-idle-tls',
      at,
      'AWS has 350 seconds for each listener of TLS, and no idleTimeout',
      got,
      'remove idleTimeout, or use applicationLoadBalancer()',
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
  logPrefixTwice: (at: At, got: string) =>
    wrong(
      'log-prefix-twice',
      at,
      'access logs and connection logs share a bucket, where each needs a prefix of its own',
      got,
      'change one of the prefixes, or leave both out',
    ),
  logBucketKept: (at: At) =>
    error(
      'log-bucket',
      at,
      'retentionDays is for a bucket that is made here, and `bucket` names one that exists',
      'remove one of the two',
    ),
} as const;
