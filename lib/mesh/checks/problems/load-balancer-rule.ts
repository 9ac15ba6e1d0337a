/** Problems of the rules of a load balancer. */
import { listNames } from '../problem';
import { quote } from '../value-text';
import { type At, type Names, error, warning, wrong } from './factory';

export const loadBalancerRuleProblems = {
  ruleDefaultTwice: (at: At, routes: Names) =>
    error(
      'load-balancer-default-twice',
      at,
      `several routes take every request: ${listNames(routes)}`,
      'give all but one a match',
    ),
  ruleMatchMissing: (at: At) =>
    error(
      'load-balancer-match-missing',
      at,
      'a listener that exists has an answer for all other requests already',
      'give the route a match',
    ),
  rulePriorityMissing: (at: At) =>
    error(
      'load-balancer-priority-missing',
      at,
      'several routes have a match, and AWS looks at rules by their number',
      'give each a priority, such as 10, 20, 30, so that others fit between them',
    ),
  rulePriorityDefault: (at: At) =>
    error(
      'load-balancer-priority-default',
      at,
      'a route without a match takes what all others leave, so it has no number',
      'remove its priority, or give it a match',
    ),
  /** @param taker whose rule has the number already */
  rulePriorityTaken: (at: At, priority: number, taker: string) =>
    wrong(
      'load-balancer-priority-taken',
      at,
      `a listener has one rule of each priority, and ${taker} has one on the same listener`,
      priority,
      'give each rule its own priority',
    ),
  rulePriorityTwice: (at: At, priority: number, routes: Names) =>
    wrong(
      'load-balancer-priority-twice',
      at,
      `several routes have one priority: ${listNames(routes)}`,
      priority,
      'give each its own',
    ),
  ruleShadowed: (at: At, first: string, match: string) =>
    error(
      'load-balancer-rule-unmet',
      at,
      `no request meets it: route ${quote(first)}, which is looked at first, takes ${match}`,
      'give it a priority with a lower number, or remove it',
    ),
  ruleOutside: (at: At, blocks: Names) =>
    error(
      'load-balancer-rule-outside',
      at,
      `no request meets it: \`open\` lets no client of ${listNames(blocks)} connect`,
      'add the block to `open`, or remove the route',
    ),
  ruleHost: (at: At, hosts: Names, names: Names) =>
    warning(
      error(
        'load-balancer-rule-host',
        at,
        `no request of host ${listNames(hosts)} comes by the names of \`domain\`, which are ${listNames(names)}`,
        'add the host to `domain`, or correct it; nothing is wrong where a name outside of this project leads to the load balancer',
      ),
    ),
  ruleIpv6: (at: At, blocks: Names) =>
    error(
      'load-balancer-rule-ipv6',
      at,
      `no request meets it: the load balancer has no IPv6 addresses, and ${listNames(blocks)} are blocks of such`,
      "use ipAddressType: 'dualstack', or remove the route",
    ),
  ruleValuesEmpty: (at: At) =>
    error(
      'load-balancer-rule-empty',
      at,
      'the list of values is empty',
      'add a value, or leave the condition out',
    ),
  ruleValue: (at: At, got: string, { what, example }: { readonly what: string; readonly example: string }) =>
    wrong('load-balancer-rule-value', at, what, got, `use one such as ${example}`),
  ruleHeader: (at: At, got: unknown) =>
    wrong(
      'load-balancer-rule-header',
      at,
      'the name of a header has at most 40 characters of a field name, no wildcard, and is not Host',
      got,
      'use one such as "x-canary", or hostname',
    ),
  ruleQuery: (at: At, got: unknown) =>
    wrong(
      'load-balancer-rule-query',
      at,
      'the name of a query parameter has 1 to 128 visible characters',
      got,
      'use one such as "canary"',
    ),
  ruleSource: (at: At, got: string) =>
    wrong(
      'load-balancer-rule-source',
      at,
      'sourceIp is a block of addresses',
      got,
      'use one such as "10.0.0.0/8"',
    ),
  networkRoutes: (at: At, got: number) =>
    wrong(
      'load-balancer-network-routes',
      at,
      'a Network Load Balancer has one port, and reads nothing by which it could choose',
      got,
      'keep one route, or use applicationLoadBalancer()',
    ),
  networkRule: (at: At) =>
    error(
      'load-balancer-network-rule',
      at,
      'a Network Load Balancer reads no request: it has no match, priority, redirect or response',
      'remove it, or use applicationLoadBalancer()',
    ),
} as const;
