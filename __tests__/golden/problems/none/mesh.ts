/** What target `none` loses. Each story accepts every loss but its own. */
import { applicationLoadBalancer, http, http2, seconds } from '../../../../lib/mesh';
import { acceptable } from '../../../../lib/mesh/checks/acceptable-codes';
import { aGateway, aMesh, aNode, type MeshParts } from '../../../../lib/testing';
import type { Wrong } from '../../problems.test';

const codes = acceptable.filter((code) => code.startsWith('loss-'));

const without = (lost: string, parts: MeshParts): Wrong => ({
  sources: [aMesh(parts)],
  environment: { MESH_TARGET: 'none', MESH_ACCEPT: codes.filter((code) => code !== lost).join(',') },
});

const split = (red: number, blue: number): MeshParts => ({
  nodes: { web: aNode(), red: aNode(), blue: aNode() },
  services: { web: { to: 'web' }, color: { routes: { default: { targets: { red, blue } } } } },
});
const listening = (options: Parameters<typeof http>[1]): MeshParts => ({
  nodes: { web: aNode({ listeners: [http(3000, options)] }) },
});

export const wrong: Record<string, Wrong> = {
  'loss-split': without('loss-split', split(90, 10)),
  'loss-weights': without('loss-weights', split(100, 0)),
  'loss-retries': without('loss-retries', {}),
  'loss-timeouts': without('loss-timeouts', listening({ timeout: { perRequest: seconds(3) } })),
  'loss-health-checks': without('loss-health-checks', listening({ health: '/health' })),
  'loss-connection-pools': without('loss-connection-pools', listening({ connectionPool: { maxConnections: 10 } })),
  'loss-outlier-detection': without(
    'loss-outlier-detection',
    listening({
      outlierDetection: {
        maxServerErrors: 5,
        interval: seconds(10),
        baseEjectionDuration: seconds(30),
        maxEjectionPercent: 50,
      },
    }),
  ),
  'loss-balancing': without('loss-balancing', { nodes: { web: aNode({ listeners: [http2(3000)] }) } }),
  'loss-gateways': without('loss-gateways', {
    gateways: { ingress: aGateway({ loadBalancer: applicationLoadBalancer(80) }) },
  }),
  'loss-tracing': without('loss-tracing', { tracing: {} }),
  'loss-access-logs': without('loss-access-logs', {}),
  'loss-log-level': without('loss-log-level', { logs: { envoyLevel: 'debug' } }),
  'loss-egress-filter': without('loss-egress-filter', {}),
};
