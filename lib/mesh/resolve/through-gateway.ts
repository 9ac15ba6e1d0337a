/** What a gateway makes of a request that one of its routes has taken. */
import type { MeshGatewayRoute } from '../entry/gateway';
import type { ReadRequest } from './request';

export interface ThroughGateway {
  readonly service: string;
  readonly port: number;
  /** What the service's routes read. */
  readonly change: (request: ReadRequest) => ReadRequest;
}

export interface ThroughGatewayRefs {
  /** Port of the service. */
  readonly port: number;
  /** `cart.shop.local`, with a port where the service is on another one beside its first. */
  readonly host: string;
}

export function throughGateway(route: MeshGatewayRoute, { port, host }: ThroughGatewayRefs): ThroughGateway {
  const path = pathChange(route);
  const keepsHost = route.rewrite?.hostname === false;
  return {
    service: route.service,
    port,
    change: (request) => ({
      ...request,
      path: path(request.path),
      authority: keepsHost ? request.authority : host,
    }),
  };
}

/** App Mesh turns the prefix that was matched into `/`; without more, `/web/cart` of prefix `/web` would be `//cart`. */
function pathChange({ match, rewrite }: MeshGatewayRoute): (path: string) => string {
  const { prefix } = match;
  if (prefix === undefined) {
    const whole = rewrite?.path;
    return whole === undefined ? (path) => path : () => whole;
  }
  if (rewrite?.prefix === false) return (path) => path;
  const to = rewrite?.prefix ?? '/';
  if (prefix === to) return (path) => path;
  return (path) => {
    const isFolder = !prefix.endsWith('/') && path.startsWith(`${prefix}/`);
    return to + path.slice(prefix.length + (isFolder ? 1 : 0));
  };
}
