/**
 * Headers that never pass an Application Load Balancer. Ours drop names that it calls invalid: a server that reads `-`
 * and `_` as the same would otherwise let a client avoid a check with another spelling of the name
 * (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html,
 * `routing.http.drop_invalid_header_fields.enabled`).
 */
import type { MeshApplication } from '../application';
import type { MeshGateway } from './gateway';
import { isOfHttp } from './load-balancer';
import { loadBalancersBefore, type MeshLoadBalancer } from './mesh-load-balancer';
import type { MeshMatch } from '../match/match';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { fitsHeader } from '../resolve/condition';
import { quote } from '../checks/value-text';

/** AWS's words: `[-A-Za-z0-9]+`. The parts of HTTP/2's first line are not such fields. */
const KEPT = /^(:.*|[-A-Za-z0-9]+)$/;

export const isDropped = (header: string) => !KEPT.test(header);

/** Every way in from outside drops them. */
export function dropsHeaders(
  application: Pick<MeshApplication, 'loadBalancers'>,
  { name, open }: Pick<MeshGateway, 'name' | 'open'>,
): boolean {
  const before = loadBalancersBefore(application, name);
  return open === undefined && before.length > 0 && before.every(drops);
}

export const drops = (loadBalancer: MeshLoadBalancer) =>
  loadBalancer.kind === 'application' && loadBalancer.dropInvalidHeaderFields !== false;

/** Every way in from outside adds a header with the client's address. */
export function tellsClient(
  application: Pick<MeshApplication, 'loadBalancers'>,
  { name, open }: Pick<MeshGateway, 'name' | 'open'>,
): boolean {
  const before = loadBalancersBefore(application, name);
  return open === undefined && before.length > 0 && before.every(isOfHttp);
}

/** Routes that no request from outside takes, since it would need such a header. */
export function validateDroppedHeaders(application: MeshApplication): Problem[] {
  const { gateways, services, nodes } = application;
  const drops = (gateway: MeshGateway) => dropsHeaders(application, gateway);
  const dropping = gateways.filter(drops);
  const called = new Set([
    ...nodes.flatMap(({ backends }) => backends),
    ...gateways.filter((gateway) => !drops(gateway)).flatMap(servicesOf),
  ]);
  const before = (service: string) =>
    dropping.filter((gateway) => servicesOf(gateway).includes(service)).map(({ name }) => name);
  return [
    ...dropping.flatMap(({ name, routes }) =>
      routes.flatMap((route) => {
        const where = `gateway ${quote(name)} > route ${quote(route.name)}`;
        return deadHeaders(route.match).map((header) =>
          problems.headerDropped(`${where} > header ${quote(header)}`, header, [name], 'error'),
        );
      }),
    ),
    ...services.flatMap(({ name, routes }) => {
      const outside = before(name);
      if (outside.length === 0) return [];
      // Other callers may send it: then the route is dead only for some callers.
      const severity = called.has(name) ? 'warning' : 'error';
      return routes.flatMap((route) => {
        const where = `service ${quote(name)} > route ${quote(route.name)}`;
        return deadHeaders(route.match).map((header) =>
          problems.headerDropped(`${where} > header ${quote(header)}`, header, outside, severity),
        );
      });
    }),
  ];
}

const servicesOf = ({ routes }: MeshGateway) => routes.map(({ service }) => service);

/** A condition that is true without the header, `not(present())`, stays true. */
function deadHeaders({ headers }: MeshMatch): string[] {
  const dead = headers.filter(({ name, match }) => isDropped(name) && !fitsHeader(match)(undefined));
  return [...new Set(dead.map(({ name }) => name))];
}
