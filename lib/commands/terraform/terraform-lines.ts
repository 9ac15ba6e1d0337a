/** Reads terraform's output line by line, and shortens it for the screen. Unknown lines are possible everywhere. */

export type TerraformEvent =
  | { readonly kind: 'begun'; readonly address: string }
  | { readonly kind: 'done'; readonly address: string; readonly sign: '+' | '~' | '-'; readonly took: string }
  /** `3 to add, 0 to change, 1 to destroy` */
  | { readonly kind: 'planned'; readonly text: string }
  /** The first line of a message: the log has the rest. */
  | { readonly kind: 'warning'; readonly text: string };

const SIGNS = { Creation: '+', Modifications: '~', Destruction: '-' } as const;

const DONE = /^(\S.*?): (Creation|Modifications|Destruction) complete after (\S+)/;
const BEGUN = /^(\S.*?): (?:Creating|Modifying|Destroying)\.\.\./;
const PLANNED = /^Plan: (?:\d+ to import, )?(\d+ to add, \d+ to change, \d+ to destroy)\./;
const WARNING = /^(?:│ )?Warning: (.*)/;
/** Terraform prints such a line for each resource and data source before the plan. */
const READING = /^\S.*?: (?:Refreshing state|Reading|Still reading|Read complete|Still refreshing)\b/;
/** The last lines of `plan -out`, which are about a file of ours. */
const SAVED = /^(?:─+|Saved the plan to: .*|To perform exactly these actions, .*| {4}terraform apply ".*")$/;

export function readTerraformLine(text: string): TerraformEvent | undefined {
  const line = withoutColours(text);
  const [, address, what, took] = DONE.exec(line) ?? [];
  if (address !== undefined && took !== undefined)
    return { kind: 'done', address, sign: SIGNS[what as keyof typeof SIGNS], took };
  const [, begun] = BEGUN.exec(line) ?? [];
  if (begun !== undefined) return { kind: 'begun', address: begun };
  const [, planned] = PLANNED.exec(line) ?? [];
  if (planned !== undefined) return { kind: 'planned', text: planned };
  const [, warning] = WARNING.exec(line) ?? [];
  return warning === undefined ? undefined : { kind: 'warning', text: warning };
}

/** The part of `terraform plan`'s output that a person reads as the plan. */
export function planTextOf(output: string): string {
  const lines = output.split('\n').filter((line) => {
    const plain = withoutColours(line);
    return !READING.test(plain) && !SAVED.test(plain);
  });
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+|\s+$/g, '');
}

export function withoutColours(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/\u001b\[[\d;]*m/g, '');
}
