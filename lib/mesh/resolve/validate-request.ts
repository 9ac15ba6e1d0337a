/** Problems of a request itself: no node of this application could send it. */
import type { Problem } from '../checks/problem';
import {
  requestCallerUnknown,
  requestPath,
  requestServiceAtGateway,
  requestServiceMissing,
  requestServiceUnknown,
} from './problems';
import type { MeshRequest } from './request';
import type { Resolver } from './resolver';

/** Visible ASCII: Envoy answers anything else with 400. */
const PATH = /^\/[\x21-\x7e]*$/;

export function validateRequest(resolver: Resolver, { from, to, path }: MeshRequest): Problem[] {
  const { nodes, gateways, services } = resolver;
  const node = nodes.get(from);
  const isGateway = gateways.has(from);
  return [
    ...(node === undefined && !isGateway
      ? [requestCallerUnknown(from, [...nodes.keys(), ...gateways.keys()])]
      : []),
    ...(to !== undefined && !services.has(to) ? [requestServiceUnknown(to, [...services])] : []),
    ...(node !== undefined && to === undefined ? [requestServiceMissing(from, node.backends)] : []),
    ...(isGateway && to !== undefined ? [requestServiceAtGateway(from, to)] : []),
    ...(path !== undefined && !PATH.test(path) ? [requestPath(path)] : []),
  ];
}
