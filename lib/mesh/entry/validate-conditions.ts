/** Mistakes in the conditions of a rule: characters and lengths that AWS refuses, and too many values. */
import { checkCount } from '../checks/limit';
import { counts } from '../checks/limits';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { quote } from '../checks/value-text';
import type { LoadBalancerCondition } from './load-balancer-match';
import { isBlock } from './client-block';

interface Form {
  /** In the user's words. */
  readonly what: string;
  readonly form: RegExp;
  readonly example: string;
}

const TEXT = /^[\x20-\x7e]{1,128}$/;

/** Sources: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html */
const forms: Readonly<Record<Exclude<LoadBalancerCondition['kind'], 'sourceIp'>, Form>> = {
  hostname: {
    what: 'a host has a "." and at most 128 letters, digits, "-", "*" and "?"',
    form: /^(?=.*\.)[A-Za-z0-9.*?-]{1,128}$/,
    example: '"*.example.com"',
  },
  path: {
    what: 'a path starts with "/" or "*" and has at most 128 letters, digits and _-.$/~"\'@:+&*?',
    form: /^[/*][A-Za-z0-9_.$/~"'@:+&*?-]{0,127}$/,
    example: '"/api/*"',
  },
  header: { what: 'a value has 1 to 128 visible characters', form: TEXT, example: '"yes"' },
  method: {
    what: 'a method has upper-case letters, "-" and "_", at most 40, and no wildcard',
    form: /^[A-Z_-]{1,40}$/,
    example: '"GET"',
  },
  queryParameter: { what: 'a value has 1 to 128 visible characters', form: TEXT, example: '"yes"' },
};

/** Names of HTTP headers without a wildcard. For the host there is another condition. */
const HEADER = /^[!#$%&'+.^_`|~0-9A-Za-z-]{1,40}$/;

export function validateConditions(match: readonly LoadBalancerCondition[], where: string): Problem[] {
  const values = match.flatMap((condition) => condition.values);
  const wildcards = values.flatMap((value) =>
    [...value].filter((letter) => letter === '*' || letter === '?'),
  );
  return [
    ...checkCount(counts.ruleValues, values, where),
    ...checkCount(counts.ruleWildcards, wildcards, where),
    ...match.flatMap((condition) => validateCondition(condition, where)),
  ];
}

function validateCondition(condition: LoadBalancerCondition, where: string): Problem[] {
  const { kind, name, values } = condition;
  const place = `${where} > ${placeOf(condition)}`;
  return [
    ...(values.length === 0 ? [problems.ruleValuesEmpty(place)] : []),
    ...checkCount(counts.conditionValues, values, place),
    ...(kind === 'header' && !isHeader(name ?? '') ? [problems.ruleHeader(place, name)] : []),
    ...(kind === 'queryParameter' && !TEXT.test(name ?? '') ? [problems.ruleQuery(place, name)] : []),
    ...values.flatMap((value) => validateValue(kind, value, place)),
  ];
}

const isHeader = (name: string) => HEADER.test(name) && name.toLowerCase() !== 'host';

function placeOf({ kind, name }: LoadBalancerCondition): string {
  if (name !== undefined) return `${kind === 'header' ? 'header' : 'query parameter'} ${quote(name)}`;
  return kind === 'sourceIp' ? 'source ip' : kind;
}

function validateValue(kind: LoadBalancerCondition['kind'], value: string, where: string): Problem[] {
  if (kind === 'sourceIp') return isBlock(value) ? [] : [problems.ruleSource(where, value)];
  const { what, form, example } = forms[kind];
  return form.test(value) ? [] : [problems.ruleValue(where, value, { what, example })];
}
