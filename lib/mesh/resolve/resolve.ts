/** What every target is held to: which nodes a request reaches, and on which terms. */
import type { MeshApplication } from '../application';
import { MeshError } from '../checks/problem';
import { askService } from './ask-service';
import { enterGateway } from './enter-gateway';
import type { MeshRequest } from './request';
import type { Explanation, Hop, Resolution } from './resolution';
import { resolverOf } from './resolver';
import type { Walk } from './take-route';
import { validateRequest } from './validate-request';

/**
 * What becomes of a request, without its reasons; see {@link explain}. Pure: the same application and request give the same
 * answer, whatever runs where. The application must be sound: without an error of `validateApplication`.
 *
 * It speaks of a mesh whose tasks are all well: health checks, ejected tasks and limits of connections are not in a
 * request. Headers that Envoys write themselves (`x-request-id`, `x-forwarded-*`, `x-envoy-*`) count as the request has
 * them, so say them in it where a route asks for them.
 *
 * @throws MeshError where caller, service or path is none
 * @example resolve(shop.at({ stage: 'prod' }), { from: 'web', to: 'cart', path: '/items' })
 */
export function resolve(application: MeshApplication, request: MeshRequest): Resolution {
  return walk(application, { request });
}

/** {@link resolve}, with every list of routes that was looked through, and why routes did not take the request. */
export function explain(application: MeshApplication, request: MeshRequest): Explanation {
  const hops: Hop[] = [];
  return { resolution: walk(application, { request, hops }), hops };
}

function walk(application: MeshApplication, { request, hops }: Walk): Resolution {
  const resolver = resolverOf(application);
  const wrong = validateRequest(resolver, request);
  if (wrong.length > 0) throw new MeshError(wrong);
  const { from, to = '' } = request;
  const gateway = resolver.gateways.get(from);
  if (gateway !== undefined) return enterGateway(resolver, gateway, { request, ...(hops && { hops }) });
  const node = resolver.nodes.get(from);
  if (!node?.backends.includes(to)) return { kind: 'lost', why: 'backend', service: to };
  const entrance = resolver.entrance(to, request.port);
  if (entrance === undefined) return { kind: 'lost', why: 'port', service: to };
  return askService(node, entrance, { request, ...(hops && { hops }) });
}
