/** Which rule leaves a later one no request. */
import { coversRule } from '../../../lib/mesh/entry/rule-reach';
import type { LoadBalancerCondition } from '../../../lib/mesh/entry/load-balancer-match';

const of = (kind: LoadBalancerCondition['kind'], ...values: string[]): LoadBalancerCondition => ({
  kind,
  values,
});

it.each<[string, LoadBalancerCondition[], LoadBalancerCondition[], boolean]>([
  ['a prefix', [of('path', '/api/*')], [of('path', '/api/orders')], true],
  ['another prefix', [of('path', '/web/*')], [of('path', '/api/orders')], false],
  ['each path', [of('path', '/*')], [of('hostname', 'a.example.com')], true],
  ['each host', [of('hostname', '*')], [of('path', '/api')], true],
  ['each path of a host', [of('path', '/*'), of('hostname', 'a.com')], [of('hostname', 'b.com')], false],
  ['a host', [of('hostname', 'a.com')], [of('path', '/api')], false],
  ['each host with a method', [of('hostname', '*'), of('method', 'GET')], [of('path', '/api')], false],
])('%s', (_, outer, inner, covers) => {
  expect(coversRule(outer, inner)).toBe(covers);
});
