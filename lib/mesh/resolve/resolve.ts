/** The behaviour that every target must have: which nodes a request reaches, and with which retries and times. */
import type { MeshApplication } from '../application';
import { MeshError } from '../checks/problem';
import { askService } from './ask-service';
import { enterLoadBalancer } from './enter-load-balancer';
import { enterGateway } from './enter-gateway';
import type { MeshRequest } from './request';
import type { Explanation, Hop, Resolution } from './resolution';
import { resolverOf } from './resolver';
import type { Walk } from './take-route';
import { loadBalancerAsked, validateRequest } from './validate-request';

/**
 * Where a request goes, without the reasons; see {@link explain}. Pure: the same application and request give the same
 * answer, on every target. The application must be valid: `validateApplication` finds no error in it.
 *
 * It describes a mesh whose tasks are all healthy: health checks, ejected tasks and limits of connections are not part of
 * a request. Headers that Envoys write themselves (`x-request-id`, `x-forwarded-*`, `x-envoy-*`) are not added. If a
 * route matches such a header, write it into the request.
 *
 * @throws MeshError if caller, service or path is not valid
 * @example resolve(shop.at({ stage: 'prod' }), { from: 'web', to: 'cart', path: '/items' })
 */
export function resolve(application: MeshApplication, request: MeshRequest): Resolution {
  return walk(application, { request });
}

/** {@link resolve}, with every list of routes that was tried, and why routes did not match the request. */
export function explain(application: MeshApplication, request: MeshRequest): Explanation {
  const hops: Hop[] = [];
  return { resolution: walk(application, { request, hops }), hops };
}

function walk(application: MeshApplication, { request, hops }: Walk): Resolution {
  const resolver = resolverOf(application);
  const wrong = validateRequest(resolver, request);
  if (wrong.length > 0) throw new MeshError(wrong);
  const { from, to = '' } = request;
  const loadBalancer = loadBalancerAsked(resolver, request);
  if (loadBalancer !== undefined)
    return enterLoadBalancer(resolver, loadBalancer, { request, ...(hops && { hops }) });
  const gateway = resolver.gateways.get(from);
  if (gateway !== undefined) return enterGateway(resolver, gateway, { request, ...(hops && { hops }) });
  const node = resolver.nodes.get(from);
  if (!node?.backends.includes(to)) return { kind: 'lost', why: 'backend', service: to };
  const entrance = resolver.entrance(to, request.port);
  if (entrance === undefined) return { kind: 'lost', why: 'port', service: to };
  return askService(node, entrance, { request, ...(hops && { hops }) });
}
