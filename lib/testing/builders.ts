/** Builds applications for tests: a test writes only what it is about, the rest is the smallest that works. */
import type { ApplicationDefinition } from '../mesh/application-definition';
import type { ApplicationSource, MeshApplication } from '../mesh/application';
import { completeApplication } from '../mesh/complete-application';
import type { GatewayDefinition } from '../mesh/entry/gateway';
import { http } from '../mesh/listener';
import { applicationLoadBalancer } from '../mesh/entry/load-balancer';
import type { NodeDefinition } from '../mesh/node';
import type { RunsDefinition } from '../mesh/runs/runs';

/** The parts of an application that a test gives. The compiler does not check names here, as in data built at run time. */
export type MeshParts = Partial<ApplicationDefinition>;

/**
 * Application `shop`: one node and one service, both called `web`, on port 3000, and without a gateway.
 * @example aMesh({ gateways: { ingress: aGateway() } }).at({ stage: 'prod' })
 */
export function aMesh(parts: MeshParts | ((stage: string) => MeshParts) = {}): ApplicationSource {
  return {
    name: 'shop',
    at: ({ stage }): MeshApplication =>
      completeApplication(
        'shop',
        { stage },
        {
          mesh: 'shop',
          namespace: 'shop.local',
          nodes: { web: aNode() },
          services: { web: { to: 'web' } },
          ...(typeof parts === 'function' ? parts(stage) : parts),
        },
      ),
  };
}

/** A node on port 3000 that runs source `web`. */
export function aNode({
  runs,
  ...parts
}: Partial<Omit<NodeDefinition, 'runs'>> & {
  readonly runs?: Partial<NodeDefinition['runs']>;
} = {}): NodeDefinition {
  return { listeners: [http(3000)], ...parts, runs: withSource(runs) };
}

/** A cast, since a spread does not keep which kind of `runs` it is. */
function withSource(runs: Partial<RunsDefinition> = {}): RunsDefinition {
  return (runs.image === undefined ? { source: 'web', ...runs } : runs) as RunsDefinition;
}

/** A gateway on port 8080 behind a load balancer on port 80; it leads every request to service `web`. */
export function aGateway(parts: Partial<GatewayDefinition> = {}): GatewayDefinition {
  return {
    listener: http(8080),
    routes: { all: { service: 'web' } },
    loadBalancer: applicationLoadBalancer(80),
    ...parts,
  };
}
