/** Quotas of an AWS account that an application may meet, and that AWS raises on request. */

export interface Quota {
  /** The name in Service Quotas. */
  readonly title: string;
  /** The default of each account. */
  readonly default: number;
  /** The most that AWS raises it to. */
  readonly max: number;
}

/**
 * By the name that setting `MESH_QUOTAS` uses
 * (https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups,
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html).
 */
export const QUOTAS = {
  'managed-policies-per-role': { title: 'Managed policies per role', default: 10, max: 20 },
  'security-group-rules': { title: 'Inbound or outbound rules per security group', default: 60, max: 1000 },
  'security-groups-per-interface': { title: 'Security groups per network interface', default: 5, max: 16 },
} as const satisfies Readonly<Record<string, Quota>>;

export type QuotaName = keyof typeof QUOTAS;

export type Quotas = Readonly<Record<QuotaName, number>>;

/** AWS limits the product of the two quotas of security groups. */
export const MAX_RULES_PER_INTERFACE = 1000;

export const DEFAULT_QUOTAS: Quotas = {
  'managed-policies-per-role': QUOTAS['managed-policies-per-role'].default,
  'security-group-rules': QUOTAS['security-group-rules'].default,
  'security-groups-per-interface': QUOTAS['security-groups-per-interface'].default,
};
