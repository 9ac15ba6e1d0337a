/** A subnet of one zone. */
import type { Subnet } from '@cdktf/provider-aws/lib/subnet';
import type { Construct } from 'constructs';

export interface ZoneSubnet {
  /** `a`, `b`, …: the project's own letters, since an account's zone names are known only at deploy. */
  readonly letter: string;
  /** What belongs to this subnet alone stands in it: `private_b`. */
  readonly scope: Construct;
  readonly subnet: Subnet;
}
