/** Problems of a service and its routes. */
import { listNames, type Problem } from '../problem';
import { quote } from '../value-text';
import { type At, type Names, error, suggest, wrong, warning } from './factory';

export const routeProblems = {
  serviceRoutesEmpty: (at: At) =>
    error('service-routes-empty', at, 'it has no route', 'use `to` or declare a route'),
  routeName: (at: At, got: unknown) =>
    wrong(
      'route-name',
      at,
      'a route name has 1 to 255 lower-case letters, digits, "-" and "_"',
      got,
      'it becomes part of a Terraform address; use such a name',
    ),
  routeMatchTwice: (
    at: At,
    { names, match, first }: { readonly names: string; readonly match: string; readonly first: string },
  ) =>
    error(
      'route-match-twice',
      at,
      `routes ${names} all match ${match}, so route ${quote(first)} takes all their requests and no other is ever taken`,
      'give each its own match',
    ),
  routeShadowed: (at: At, before: string, match: string) =>
    error(
      'route-shadowed',
      at,
      `route ${quote(before)} comes first and takes all its requests, since it matches ${match}`,
      'give it a lower priority number than that one, or another match',
    ),
  routeOrderByName: (at: At, others: string): Problem =>
    warning(
      error(
        'route-order-by-name',
        at,
        `a request may fit it and ${others} too, and only their names put it behind`,
        'give one of them a priority, or a match that the other has not',
      ),
    ),
  routeOrderChanged: (at: At, others: string): Problem =>
    warning(
      error(
        'route-order-changed',
        at,
        `a request may fit it and ${others} too, and it now comes first; up to version 0.1.0 it came behind`,
        'give it or the other a priority, which says what you mean and ends this warning',
      ),
    ),
  routeProtocol: (at: At, field: string, protocol: string) =>
    error(
      'route-protocol',
      at,
      `a route of ${protocol} has no \`${field}\``,
      'remove it, or use another protocol on the listener',
    ),
  routePortUnknown: (at: At, port: number | undefined, node: string, known: readonly number[]) =>
    wrong(
      'route-port-unknown',
      at,
      `target ${quote(node)} does not listen on this port, it does on ${known.join(', ')}`,
      port,
      'use one of these or add a listener',
    ),
  matchPrefixAndPath: (at: At) =>
    error(
      'match-prefix-and-path',
      at,
      'it matches a prefix and a path, and App Mesh takes one of them',
      'keep one of them',
    ),
  pathExact: (at: At, got: unknown) =>
    wrong(
      'path-exact',
      at,
      'an exact path starts with "/" and has at most 255 visible characters, "?" and "#" not among them',
      got,
      'use one such as "/api/orders"',
    ),
  pathForm: (at: At, got: string, normal: string): Problem =>
    warning(
      wrong(
        'match-path-form',
        at,
        'Envoy compares paths in another form than this one, so this match never applies',
        got,
        `write ${quote(normal)}`,
      ),
    ),
  matchEscapedSlash: (
    at: At,
    { written, plain, choice }: { readonly written: string; readonly plain: string; readonly choice: string },
  ): Problem =>
    warning(
      wrong(
        'match-escaped-slash',
        at,
        `pathWithEscapedSlashes of the gateway is ${quote(choice)}, so no path with %2F or %5C reaches a route, and this match never applies`,
        written,
        `write ${quote(plain)}, or leave pathWithEscapedSlashes out`,
      ),
    ),
  matchRegex: (at: At, got: unknown) =>
    wrong(
      'match-regex',
      at,
      "Envoy's expressions are RE2, and RE2 refuses this one",
      got,
      'close each open bracket, and use no look-around and no back-reference',
    ),
  matchRange: (at: At, got: unknown) =>
    wrong(
      'match-range',
      at,
      'a range ends after its start, since the end is not part of it',
      got,
      'swap them or raise the end',
    ),
  matchMethodAlone: (at: At, got: unknown) =>
    wrong(
      'match-method-name',
      at,
      'methodName is a method of a service, and serviceName is missing',
      got,
      'add serviceName',
    ),
  hostnameForm: (at: At, got: unknown) =>
    wrong(
      'match-hostname',
      at,
      'a host name has lower-case letters, digits, "-" and "." and no port',
      got,
      'use one such as "shop.example.com", or suffix(".example.com")',
    ),
  pathPrefix: (at: At, got: unknown) =>
    wrong(
      'path-prefix',
      at,
      'prefix starts with "/" and has at most 255 visible characters, "?" and "#" not among them',
      got,
      'use one such as "/api"',
    ),
  routeTargetUnknown: (at: At, name: string, known: Names) =>
    error(
      'route-target-unknown',
      at,
      `target ${quote(name)} is not a node, known nodes: ${listNames(known)}`,
      suggest(name, known, 'add it or fix the name'),
    ),
  routeTargetsEmpty: (at: At) =>
    error('route-targets-empty', at, 'it has no target', 'name at least one node'),
  routeTargetsMany: (at: At, got: number, max: number) =>
    wrong('route-targets-many', at, `a route has at most ${max} targets`, got, 'remove targets'),
  routeWeightsSum: (at: At, sum: number, names: string) =>
    wrong('route-weights-sum', at, `the weights of ${names} must sum to 1 to 100`, sum, 'use percentages'),
  targetNoListener: (at: At, node: string) =>
    error(
      'target-no-listener',
      at,
      `target ${quote(node)} has no listener`,
      `add one, such as http(3000), to node ${quote(node)}`,
    ),
  targetListenersDiffer: (at: At, listeners: string) =>
    error(
      'target-listeners-differ',
      at,
      `its nodes listen differently: ${listeners}`,
      'callers see one service on one port: give all of them the same listener',
    ),
  targetSlashesDiffer: (at: At, keeping: string, port: number) =>
    error(
      'target-slashes-differ',
      at,
      `of its nodes on port ${port} only ${keeping} says mergeSlashes: false, and a caller's Envoy reads the path before it chooses the node`,
      'say the same on each of them',
    ),
  retryEventsEmpty: (at: At) =>
    error(
      'retry-events-empty',
      at,
      'no event is listed, so no request would be retried',
      'list events in `on` or write `retry: false`',
    ),
  retryEventUnknown: (at: At, got: string, known: Names) =>
    wrong(
      'retry-event-unknown',
      at,
      'there is no such event',
      got,
      suggest(got, known, `use one of ${known.join(', ')}`),
    ),
} as const;
