/**
 * The conditions of a load balancer's rule, ready to be asked, as AWS compares them:
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html
 */
import { holdsAddress } from '../entry/client-block';
import { describeCondition, type LoadBalancerCondition } from '../entry/load-balancer-match';
import { fitsPattern } from '../entry/load-balancer-pattern';
import type { Condition } from './condition';
import type { MeshRequest, ReadRequest } from './request';

/** A request as a load balancer reads it: its path as it goes over the wire, and each value of a header by itself. */
export interface ClientRequest {
  readonly read: ReadRequest;
  readonly request: Pick<MeshRequest, 'headers' | 'metadata' | 'sourceIp'>;
}

/** One of the condition's values must fit one of the request's. */
export function ruleCondition(condition: LoadBalancerCondition, client: ClientRequest): Condition {
  const got = valuesOf(condition, client);
  const fits = fitsOf(condition.kind);
  return {
    says: describeCondition(condition),
    got: () => (got.length === 0 ? undefined : got.join(', ')),
    holds: () => condition.values.some((value) => got.some((each) => fits(value, each))),
  };
}

/** Case counts in paths and methods alone. */
function fitsOf(kind: LoadBalancerCondition['kind']): (value: string, got: string) => boolean {
  switch (kind) {
    case 'method':
      return (value, got) => value === got;
    case 'path':
      return fitsPattern;
    case 'sourceIp':
      return holdsAddress;
    default:
      return (value, got) => fitsPattern(value.toLowerCase(), got.toLowerCase());
  }
}

function valuesOf({ kind, name = '' }: LoadBalancerCondition, { read, request }: ClientRequest): string[] {
  switch (kind) {
    case 'hostname':
      return [read.authority.replace(/:[0-9]+$/, '')];
    case 'path':
      return [read.path];
    case 'method':
      return [read.method];
    case 'sourceIp':
      return request.sourceIp === undefined ? [] : [request.sourceIp];
    case 'header':
      return headerValues(name.toLowerCase(), { read, request });
    case 'queryParameter':
      return (read.query?.split('&') ?? []).flatMap((part) => {
        const [key = '', ...rest] = part.split('=');
        return key.toLowerCase() === name.toLowerCase() ? [rest.join('=')] : [];
      });
  }
}

function headerValues(name: string, { read, request }: ClientRequest): string[] {
  const said = [...Object.entries(request.headers ?? {}), ...Object.entries(request.metadata ?? {})]
    .filter(([key]) => key.toLowerCase() === name)
    .flatMap(([, values]) => values);
  const own = read.headers.get(name);
  return said.length > 0 || own === undefined ? said : [own];
}
