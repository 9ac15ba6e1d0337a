/**
 * Color-teller: a page asks a client service for a colour, the client asks a backend, and the mesh decides which one
 * answers. Internet → load balancer :80 → gateway :8080 → client-service :3000 → color-service :3000 → red or blue.
 */
import { application, applicationLoadBalancer, http, seconds, urlOf } from '../../lib/mesh';

/** One colour of the backend: same source folder, another answer. */
const teller = (color: string) => ({
  listeners: [http(3000, { health: '/health' })],
  runs: {
    source: 'backend',
    environment: { COLOR: color },
    healthCheck: { command: ['node', 'dist/health-check.js'] },
  },
});

export default application('color-teller', () => ({
  mesh: 'sample-mesh',
  namespace: 'service.local',
  nodes: {
    red: teller('red'),
    blue: teller('blue'),
    client: {
      listeners: [http(3000, { health: '/health' })],
      backends: ['color-service'],
      runs: {
        source: 'client',
        environment: { COLOR_BACKEND: urlOf('color-service'), VERSION: 'meshed' },
        healthCheck: { command: ['node', 'dist/health-check.js'] },
      },
    },
  },
  services: {
    // A canary: move weight from red to blue here, or with MESH_WEIGHTS=color-service/default:red=90,blue=10.
    'color-service': {
      routes: { default: { targets: { red: 100, blue: 0 }, timeout: { perRequest: seconds(15) } } },
    },
    'client-service': { to: 'client' },
  },
  gateways: {
    ingress: {
      listener: http(8080),
      routes: { web: { service: 'client-service' } },
      loadBalancer: applicationLoadBalancer(80),
    },
  },
  tracing: { samplingRate: 0.05 },
}));
