/** How a gateway changes a request that one of its routes has matched. */
import type { MeshGatewayRoute } from '../entry/gateway';
import type { ReadRequest } from './request';

export interface ThroughGateway {
  readonly service: string;
  readonly port: number;
  /** The request as the service's routes read it. */
  readonly change: (request: ReadRequest) => ReadRequest;
}

export interface ThroughGatewayRefs {
  /** Port of the service. */
  readonly port: number;
  /** `cart.shop.local`, with a port if the service has several and this is not its first. */
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

/**
 * App Mesh turns the matched prefix into `/`. Without this step, `/web/cart` with prefix `/web` would become `//cart`.
 */
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
