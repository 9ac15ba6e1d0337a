/** Quotas of an AWS account that an application may meet, and that AWS raises on request. */
import { checkCount } from './limit';
import type { Problem } from './problem';

export interface Quota {
  /** The name in Service Quotas. */
  readonly title: string;
  /** The default of each account. */
  readonly default: number;
  /** The most that AWS raises it to. Where AWS publishes none, the most that this project checks in time. */
  readonly max: number;
}

/**
 * By the name that setting `MESH_QUOTAS` uses
 * (https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups,
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html,
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html,
 * https://docs.aws.amazon.com/acm/latest/userguide/acm-limits.html).
 */
export const QUOTAS = {
  'certificates-per-application-load-balancer': {
    title: 'Certificates per Application Load Balancer',
    default: 25,
    max: 1000,
  },
  'domain-names-per-certificate': { title: 'Domain names per ACM certificate', default: 10, max: 100 },
  'managed-policies-per-role': { title: 'Managed policies per role', default: 10, max: 20 },
  'rules-per-application-load-balancer': {
    title: 'Rules per Application Load Balancer',
    default: 100,
    max: 500,
  },
  'security-group-rules': { title: 'Inbound or outbound rules per security group', default: 60, max: 1000 },
  'security-groups-per-interface': { title: 'Security groups per network interface', default: 5, max: 16 },
} as const satisfies Readonly<Record<string, Quota>>;

export type QuotaName = keyof typeof QUOTAS;

export type Quotas = Readonly<Record<QuotaName, number>>;

/** AWS limits the product of the two quotas of security groups. */
export const MAX_RULES_PER_INTERFACE = 1000;

export const DEFAULT_QUOTAS = Object.fromEntries(
  Object.entries(QUOTAS).map(([name, quota]) => [name, quota.default]),
) as Quotas;

/** What to do about a quota that is too low. */
export const raiseQuota = (name: QuotaName): string =>
  `ask AWS to raise the quota, and write MESH_QUOTAS=${name}=<number>`;

/** A list that a quota limits. */
export interface QuotaCount {
  readonly quota: QuotaName;
  readonly code: string;
  /** The members in the user's words, plural: `routes`. */
  readonly what: string;
  /** A way without a higher quota. */
  readonly fix: string;
}

export const quotaCounts = {
  /** Without the default rule. */
  loadBalancerRules: {
    quota: 'rules-per-application-load-balancer',
    code: 'load-balancer-rules-many',
    what: 'routes with a match',
    fix: 'add a load balancer, or lead to a gateway, whose routes choose',
  },
  /** Without the default certificate. */
  certificates: {
    quota: 'certificates-per-application-load-balancer',
    code: 'load-balancer-certificates-many',
    what: 'further certificates',
    fix: 'use a wildcard certificate',
  },
} as const satisfies Readonly<Record<string, QuotaCount>>;

/** No problem, or one: the list has more members than the quota allows. */
export function checkQuota(
  { quota, code, what, fix }: QuotaCount,
  list: readonly unknown[],
  { where, quotas }: { readonly where: string; readonly quotas: Quotas },
): Problem[] {
  const more = `, the quota "${QUOTAS[quota].title}"`;
  const count = { code, what: `${what}${more}`, max: quotas[quota], fix: `${fix}, or ${raiseQuota(quota)}` };
  return checkCount(count, list, where);
}
