/** Health checks that AWS refuses, or that no task can pass, by what is spoken where a load balancer leads. */
import type { MeshApplication } from '../application';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { pickListener } from '../listener';
import type { Protocol } from '../protocol';
import { isOfHttp } from './load-balancer';
import type { MeshLoadBalancerRoute } from './load-balancer-route';
import { CODES } from './health-codes';
import { type MeshLoadBalancer, placeOfLoadBalancer } from './mesh-load-balancer';

/** ELB API 2015-12-01, Matcher. */
const ranges = {
  grpc: { least: 0, most: 99, of: 'gRPC' },
  http: { least: 200, most: 499, of: 'HTTP' },
  network: { least: 200, most: 599, of: 'a Network Load Balancer' },
} as const;

export function validateTargetHealth(
  application: MeshApplication,
  loadBalancer: MeshLoadBalancer,
): Problem[] {
  const { path, codes } = loadBalancer.targetGroup?.healthCheck ?? {};
  if (path === undefined && codes === undefined) return [];
  const where = `${placeOfLoadBalancer(loadBalancer)} > target group > health check`;
  const spoken = new Set(loadBalancer.routes.flatMap((route) => protocolOf(application, route) ?? []));
  if (!isOfHttp(loadBalancer) && spoken.has('grpc') && path !== undefined)
    return [problems.targetHealthGrpc(where, path)];
  const kinds = new Set(
    [...spoken].map((protocol) => {
      if (!isOfHttp(loadBalancer)) return 'network';
      return protocol === 'grpc' ? 'grpc' : 'http';
    }),
  );
  return [...kinds]
    .map((kind) => ranges[kind])
    .filter(({ least, most }) => numbersOf(codes).some((code) => code < least || code > most))
    .map((range) => problems.targetHealthRange(where, codes, range));
}

/** None of what is no list of codes: that is told already. */
const numbersOf = (codes = '') => (CODES.test(codes) ? codes.split(/[-,]/).map(Number) : []);

function protocolOf(
  { gateways, nodes }: MeshApplication,
  { gateway, node, port }: MeshLoadBalancerRoute,
): Protocol | undefined {
  if (gateway !== undefined) return gateways.find(({ name }) => name === gateway)?.listener.protocol;
  return pickListener(nodes.find(({ name }) => name === node)?.listeners ?? [], port)?.protocol;
}
