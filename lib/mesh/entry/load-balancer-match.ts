/**
 * Which requests a rule of an Application Load Balancer takes. All its conditions must hold; for each condition one value
 * is enough.
 */
import { byKey } from '../by-key';
import { fieldsIn, optional } from '../checks/fields';
import { elsewhere } from '../checks/misplaced-fields';
import { listOr, named, text } from '../checks/shape';
import { quote } from '../checks/value-text';

/** One value, or several of which one must match. In patterns `*` stands for any characters, and `?` for one. */
type Values = string | readonly string[];

/** The conditions of AWS: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html */
export interface LoadBalancerMatch {
  /** Patterns of the host; case does not count: `*.example.com`. @default - every host */
  readonly hostname?: Values;
  /** Patterns of the path without its query: `/api/*`. @default - every path */
  readonly path?: Values;
  /** Patterns by name of the header; case does not count. All must match. @default {} */
  readonly headers?: Readonly<Record<string, Values>>;
  /** Exact, upper case. @default - every method */
  readonly method?: Values;
  /** Patterns by name of the parameter; case does not count. All must match. @default {} */
  readonly queryParameters?: Readonly<Record<string, Values>>;
  /** IPv4 or IPv6 blocks of the client. @default - every address */
  readonly sourceIp?: Values;
}

const values = listOr(text);

export const loadBalancerMatchShape = fieldsIn(elsewhere.loadBalancerMatch)<LoadBalancerMatch>({
  hostname: optional(values),
  path: optional(values),
  headers: optional(named('header', values)),
  method: optional(values),
  queryParameters: optional(named('query parameter', values)),
  sourceIp: optional(values),
});

/** One condition of a rule, as AWS counts them. */
export interface LoadBalancerCondition {
  readonly kind: 'hostname' | 'path' | 'header' | 'method' | 'queryParameter' | 'sourceIp';
  /** Name of the header or query parameter. */
  readonly name?: string;
  /** Sorted, each once. */
  readonly values: readonly string[];
}

/** In the order of kinds above, then of names. An empty list takes every request. */
export function completeLoadBalancerMatch(match: LoadBalancerMatch = {}): LoadBalancerCondition[] {
  const { hostname, path, headers = {}, method, queryParameters = {}, sourceIp } = match;
  const of = (kind: LoadBalancerCondition['kind'], given: Values | undefined, name?: string) =>
    given === undefined
      ? []
      : [{ kind, ...(name !== undefined && { name }), values: [...new Set([given].flat())].sort() }];
  return [
    ...of('hostname', hostname),
    ...of('path', path),
    ...Object.entries(headers)
      .sort(byKey)
      .flatMap(([name, given]) => of('header', given, name)),
    ...of('method', method),
    ...Object.entries(queryParameters)
      .sort(byKey)
      .flatMap(([name, given]) => of('queryParameter', given, name)),
    ...of('sourceIp', sourceIp),
  ];
}

const words: Readonly<Record<LoadBalancerCondition['kind'], string>> = {
  hostname: 'host',
  path: 'path',
  header: 'header',
  method: 'method',
  queryParameter: 'query parameter',
  sourceIp: 'source IP',
};

/** `path "/api/*" or "/v1/*"`, `header "x-canary" "yes"`. */
export function describeCondition({ kind, name, values: all }: LoadBalancerCondition): string {
  const of = name === undefined ? '' : ` ${quote(name)}`;
  return `${words[kind]}${of} ${all.map(quote).join(' or ')}`;
}

export function describeConditionsOf(match: readonly LoadBalancerCondition[]): string {
  return match.length === 0 ? 'every request' : match.map(describeCondition).join(', ');
}
