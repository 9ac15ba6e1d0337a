/** A plan as `terraform show -json` prints it. */

/** The fields that the commands read: https://developer.hashicorp.com/terraform/internals/json-format */
export interface PlanJson {
  readonly resource_changes?: readonly ResourceChange[];
  /** Changes that were made outside of Terraform, as the refresh found them. */
  readonly resource_drift?: readonly ResourceChange[];
  /** The values before the plan is applied, as the refresh found them. Undefined if nothing is deployed. */
  readonly prior_state?: {
    readonly values?: { readonly root_module?: { readonly resources?: readonly RefreshedResource[] } };
  };
}

export interface RefreshedResource {
  readonly address: string;
  readonly type: string;
  readonly values: Readonly<Record<string, unknown>>;
}

export interface ResourceChange {
  /** `aws_security_group.web` */
  readonly address: string;
  readonly type: string;
  readonly name: string;
  readonly change: {
    /** `no-op`, `create`, `read`, `update`, `delete`; a replacement has two of them. */
    readonly actions: readonly string[];
    readonly before: unknown;
    readonly after: unknown;
    readonly after_unknown?: unknown;
    /** Which attributes force a replacement, each as its path: `["network_configuration", 0, "subnets"]`. */
    readonly replace_paths?: readonly (readonly (string | number)[])[];
  };
}
