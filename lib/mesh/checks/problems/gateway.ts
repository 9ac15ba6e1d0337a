/** Problems of a gateway and its routes. */
import type { KnownNames } from '../known-names';
import { listNames } from '../problem';
import { quote } from '../value-text';
import { type At, type Names, error, suggest, wrong } from './factory';

export const gatewayProblems = {
  gatewayRoutesEmpty: (at: At) =>
    error('gateway-routes-empty', at, 'it has no route', 'lead it to a service'),
  gatewayServiceUnknown: (at: At, name: string, known: KnownNames) =>
    error(
      'gateway-service-unknown',
      at,
      `${quote(name)} is not a service, known services: ${listNames(known.all)}`,
      known.insteadOf(name) ?? suggest(name, known.all, 'declare it in `services` or fix the name'),
    ),
  gatewayKeepAlive: (at: At) =>
    error(
      'gateway-keep-alive',
      at,
      'keepAlive is for connections to an application, and a gateway has no application',
      "set it on the node's listener",
    ),
  gatewayServiceProtocol: (at: At, service: string, protocol: string, own: string) =>
    error(
      'gateway-service-protocol',
      at,
      `service ${quote(service)} speaks ${protocol}, which a gateway of ${own} cannot lead to`,
      protocol === 'tcp' ? 'lead it to another service' : `use ${protocol} on the gateway's listener`,
    ),
  gatewayPortUnknown: (at: At, port: number | undefined, service: string, known: readonly number[]) =>
    wrong(
      'gateway-port-unknown',
      at,
      `service ${quote(service)} is not on this port, it is on ${known.join(', ')}`,
      port,
      'use one of these or leave it out',
    ),
  rewriteTwice: (at: At) =>
    error('rewrite-prefix-and-path', at, 'it rewrites the prefix and the whole path', 'keep one of them'),
  rewriteMatch: (at: At, field: string, needs: string, fix: string) =>
    error('rewrite-match', at, `\`${field}\` needs ${needs}`, fix),
  rewritePath: (at: At, got: unknown) =>
    wrong(
      'rewrite-path',
      at,
      'the new path starts with "/" and has at most 255 visible characters, "?" and "#" not among them',
      got,
      'use one such as "/api/orders"',
    ),
  rewritePrefix: (at: At, got: unknown) =>
    wrong(
      'rewrite-prefix',
      at,
      'the new prefix starts and ends with "/" and has at most 255 visible characters, "?" and "#" not among them',
      got,
      'use one such as "/v1/"',
    ),
  reservedPrefix: (at: At, got: string) =>
    wrong(
      'prefix-reserved',
      at,
      'App Mesh keeps prefixes that start with "/aws-appmesh" or "/aws-app-mesh" to itself',
      got,
      'use another prefix',
    ),
  reservedServiceName: (at: At, got: string) =>
    wrong(
      'service-name-reserved',
      at,
      'App Mesh keeps service names that start with "aws.app-mesh" to itself',
      got,
      'use another name',
    ),
  tcpPortShared: (at: At, port: number, services: Names) =>
    wrong(
      'tcp-port-shared',
      at,
      `services ${listNames(services)} share a port with tcp, and App Mesh's Envoy tells them apart by nothing else`,
      port,
      'give each its own port, or use target none',
    ),
} as const;
