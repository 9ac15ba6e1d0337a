/** Whether a rule of a load balancer leaves requests to a later one, and whether its clients can connect at all. */
import { holdsBlock, isBlock } from './client-block';
import type { LoadBalancerCondition } from './load-balancer-match';
import { coversPattern } from './load-balancer-pattern';
import type { Open } from './open';

/** Every request that matches `inner` matches `outer` too. False if that cannot be decided. */
export function coversRule(
  outer: readonly LoadBalancerCondition[],
  inner: readonly LoadBalancerCondition[],
): boolean {
  return outer.every(
    (wide) =>
      takesAll(wide) || inner.some((narrow) => isOfSame(wide, narrow) && coversCondition(wide, narrow)),
  );
}

/** Every path begins with `/`. */
const takesAll = ({ kind, values }: LoadBalancerCondition): boolean =>
  (kind === 'path' && values.some((value) => value === '/*' || value === '*')) ||
  (kind === 'hostname' && values.includes('*'));

function isOfSame(a: LoadBalancerCondition, b: LoadBalancerCondition): boolean {
  return a.kind === b.kind && a.name?.toLowerCase() === b.name?.toLowerCase();
}

function coversCondition({ kind, values }: LoadBalancerCondition, narrow: LoadBalancerCondition): boolean {
  return narrow.values.every((value) => values.some((each) => coversValue(kind, each, value)));
}

function coversValue(kind: LoadBalancerCondition['kind'], outer: string, inner: string): boolean {
  switch (kind) {
    case 'method':
      return outer === inner;
    case 'path':
      return coversPattern(outer, inner);
    case 'sourceIp':
      return outer === inner || holdsBlock(outer, inner);
    default:
      return coversPattern(outer.toLowerCase(), inner.toLowerCase());
  }
}

/** A condition on addresses of which none may connect. Members of groups and of the network may have any address. */
export function isOutsideOf(open: Open, { kind, values }: LoadBalancerCondition): boolean {
  if (kind !== 'sourceIp' || typeof open === 'string' || open.length === 0) return false;
  const blocks = open.filter((opening) => typeof opening === 'string');
  if (blocks.length < open.length) return false;
  return values.every(
    (value) =>
      isBlock(value) && !blocks.some((block) => holdsBlock(block, value) || holdsBlock(value, block)),
  );
}
