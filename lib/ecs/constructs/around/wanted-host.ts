/** What a host that is found must be: a condition of the data source that finds it, which stops the plan. */
import { LONGEST_HOST } from '../../../mesh/surroundings/external-host';
import type { TerraformElement } from 'cdktf';

interface Condition {
  readonly condition: string;
  readonly error_message: string;
}

const wanted = new WeakMap<TerraformElement, readonly Condition[]>();

/**
 * Without it, `<host>:<port>` or an empty text would stand in an Envoy's configuration.
 * @param what the source of the host, at the start of a sentence
 * @param attribute of the data source
 */
export function wantHost(source: TerraformElement, what: string, attribute: string): void {
  const added = hostCondition(what, `self.${attribute}`);
  const known = wanted.get(source) ?? [];
  if (known.some(({ condition }) => condition === added.condition)) return;
  wanted.set(source, [...known, added]);
  // A remote state of cdktf has no property for it.
  source.addOverride('lifecycle.postcondition', [...known, added]);
}

/**
 * The form of hosts that are written as text. Terraform's expressions have no look-ahead, so the length is asked apart. An
 * output that the state lacks is an error to Terraform, and `try` makes it no host.
 */
function hostCondition(what: string, value: string): Condition {
  const rest = '([a-z0-9-]{0,61}[a-z0-9])?';
  const form = `^([a-z0-9]${rest}[.])+[a-z]${rest}$`;
  return {
    condition: `\${try(length(regex("${form}", ${value})) > 0 && length(${value}) <= ${LONGEST_HOST}, false)}`,
    error_message: `${what} must be a domain name in lower case without a port, such as db.example.com, got \${try(jsonencode(${value}), "none")}.`,
  };
}
