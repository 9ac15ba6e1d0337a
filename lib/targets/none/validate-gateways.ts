/** Reports what a load balancer cannot do in place of a gateway. */
import { quote } from '../../mesh/checks/value-text';
import type { MeshApplication } from '../../mesh/application';
import type { Problem } from '../../mesh/checks/problem';
import { problems } from '../../mesh/checks/problems';
import type { MeshGateway } from '../../mesh/entry/gateway';
import { loadBalancersBefore, type MeshLoadBalancer } from '../../mesh/entry/mesh-load-balancer';
import { lookupIn } from '../../mesh/lookup';
import { hasCertificate, isOfHttp } from '../../mesh/entry/load-balancer';
import type { Protocol } from '../../mesh/protocol';
import { takesEverything } from '../../mesh/match/match';
import { answeringNode, enteredListener, enteredService } from './answering-node';

const target = 'none';

/** A load balancer forwards to one node and does not change path and host. */
export function validateGateways(application: MeshApplication): Problem[] {
  const { gateways } = application;
  const before = ({ name }: MeshGateway) => loadBalancersBefore(application, name);
  return gateways.flatMap((gateway) => {
    const where = `gateway ${quote(gateway.name)}`;
    const lost = (place: string, feature: string, fix: string) =>
      problems.unsupported(place, target, feature, fix);
    return [
      ...gateway.routes.flatMap(({ name, match, rewrite }) => {
        const place = `${where} > route ${quote(name)}`;
        if (!takesEverything(match))
          return [
            lost(
              place,
              match.prefix === undefined || match.prefix === '/'
                ? 'gateway route for some requests only'
                : 'prefix that is matched and rewritten',
              'use envoy, or lead every request to one service',
            ),
          ];
        const isRewritten = typeof rewrite?.prefix === 'string' && rewrite.prefix !== '/';
        return isRewritten
          ? [lost(place, 'rewriting of paths', 'use envoy, or let the service take them')]
          : [];
      }),
      ...(before(gateway).length === 0
        ? [lost(where, 'gateway without a load balancer', 'give it one, or use envoy')]
        : []),
      ...(gateway.open
        ? [
            lost(
              where,
              'gateway to connect to, beside its load balancer',
              'let `open` of its node say who may',
            ),
          ]
        : []),
      ...(gateway.pathWithEscapedSlashes
        ? [
            lost(
              where,
              'way to read %2F and %5C in a path',
              'have the application refuse such paths, or use envoy',
            ),
          ]
        : []),
      ...validateEntered(application, gateway, before(gateway)),
    ];
  });
}

/** The load balancer connects to the application itself, so both must have the same protocol. */
function validateEntered(
  application: MeshApplication,
  gateway: MeshGateway,
  before: readonly MeshLoadBalancer[],
): Problem[] {
  const lookup = lookupIn(application);
  const service = enteredService(gateway);
  if (before.length === 0 || service === undefined) return [];
  const where = `gateway ${quote(gateway.name)}`;
  const isExternal = lookup.external(answeringNode(lookup.service(service))) !== undefined;
  const protocol = enteredListener(application, gateway)?.protocol ?? 'http';
  return [
    ...(isExternal ? [problems.unsupported(where, target, 'gateway to an external node', 'use envoy')] : []),
    ...(before.some((each) => cannotSpeak(each, protocol))
      ? [
          problems.unsupported(
            where,
            target,
            `way from an Application Load Balancer to a node that speaks ${protocol}`,
            'use networkLoadBalancer(), or http() on the node',
          ),
        ]
      : []),
  ];
}

/** Clients reach HTTP/2 and gRPC over HTTPS. */
function cannotSpeak(loadBalancer: MeshLoadBalancer, protocol: Protocol): boolean {
  if (!isOfHttp(loadBalancer) || protocol === 'http') return false;
  return protocol === 'tcp' || (loadBalancer.kind === 'application' && !hasCertificate(loadBalancer));
}
