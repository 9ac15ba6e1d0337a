/** Answers that the load balancer gives itself: a redirect, or a fixed response. */
import { fieldsIn, optional } from '../checks/fields';
import { checkLength, checkLimit } from '../checks/limit';
import { lengths, limits } from '../checks/limits';
import { elsewhere } from '../checks/misplaced-fields';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { leaf, number, text } from '../checks/shape';

/** Parts that are left out stay as in the client's request. */
export interface LoadBalancerRedirect {
  /** @default - the client's */
  readonly protocol?: 'HTTP' | 'HTTPS';
  /** May hold `#{host}`. @default - the client's */
  readonly host?: string;
  /** @default - the client's */
  readonly port?: number;
  /** Starts with `/`, may hold `#{host}`, `#{path}` and `#{port}`. @default '/#{path}' */
  readonly path?: string;
  /** Without `?`, may hold `#{query}`. @default '#{query}' */
  readonly query?: string;
  /** @default 301 */
  readonly status?: 301 | 302;
}

export const redirectShape = fieldsIn(elsewhere.redirect)<LoadBalancerRedirect>({
  protocol: optional(leaf('"HTTP" or "HTTPS"', (value) => value === 'HTTP' || value === 'HTTPS')),
  host: optional(text),
  port: optional(number),
  path: optional(text),
  query: optional(text),
  status: optional(leaf('301 or 302', (value) => value === 301 || value === 302)),
});

export const responseTypes = [
  'application/javascript',
  'application/json',
  'text/css',
  'text/html',
  'text/plain',
] as const;

export interface FixedResponse {
  /** 200 to 299, or 400 to 599. */
  readonly status: number;
  /** At most 1,024 characters. @default - none */
  readonly body?: string;
  /** @default 'text/plain' */
  readonly contentType?: (typeof responseTypes)[number];
}

export const fixedResponseShape = fieldsIn(elsewhere.respond)<FixedResponse>({
  status: number,
  body: optional(text),
  contentType: optional(
    leaf(`one of ${responseTypes.join(', ')}`, (value) => responseTypes.some((type) => type === value)),
  ),
});

/** Characters of a URI (RFC 3986, section 3), and braces, in which AWS's own words stand: `#{host}`. */
const HOST = /^[A-Za-z0-9.#{}-]+$/;
const PATH = /^\/[\x21-\x7e]*$/;
const QUERY = /^(?!\?)[\x21-\x7e]*$/;

/** Sources: ELB API 2015-12-01, RedirectActionConfig. */
export function validateRedirect(redirect: LoadBalancerRedirect | undefined, where: string): Problem[] {
  if (redirect === undefined) return [];
  const { host, port, path, query } = redirect;
  return [
    ...checkLimit(limits.port, port, `${where} > port`),
    ...checkLength(lengths.redirectPart, host, `${where} > host`),
    ...(host === undefined || HOST.test(host) ? [] : [problems.redirectHost(`${where} > host`, host)]),
    ...(path === undefined || PATH.test(path) ? [] : [problems.redirectPath(`${where} > path`, path)]),
    ...(query === undefined || QUERY.test(query) ? [] : [problems.redirectQuery(`${where} > query`, query)]),
    ...checkLength(lengths.redirectPart, path, `${where} > path`),
    ...checkLength(lengths.redirectPart, query, `${where} > query`),
  ];
}

export function validateResponse(response: FixedResponse | undefined, where: string): Problem[] {
  if (response === undefined) return [];
  const { status, body } = response;
  const isTaken =
    Number.isInteger(status) && ((status >= 200 && status <= 299) || (status >= 400 && status <= 599));
  return [
    ...(isTaken ? [] : [problems.responseStatus(where, status)]),
    ...checkLength(lengths.responseBody, body, where),
  ];
}
