/**
 * The ECS Workshop: a frontend asks two backends where they run and draws the answer. Internet → load balancer :80 →
 * gateway :3000 → ecsdemo-frontend :3000 → ecsdemo-crystal :3000 and ecsdemo-nodejs :3000.
 */
import { application, http, networkLoadBalancer, urlOf } from '../../lib/mesh';

/** The workshop's last chapter turns it on: `{}` traces one request in twenty through all of them. */
const tracing = false;

const listeners = [http(3000, { health: '/health' })];

/** The workshop's own images have curl, ours have wget: MESH_IMAGES may choose either. */
const healthCheck = {
  command: ['sh', '-c', 'wget -qO- localhost:3000/health || curl -fsS localhost:3000/health'],
};

export default application('ecsworkshop', () => ({
  mesh: 'ecs-mesh',
  namespace: 'service.local',
  nodes: {
    'ecsdemo-crystal': { listeners, runs: { source: 'crystal', healthCheck } },
    'ecsdemo-nodejs': { listeners, runs: { source: 'nodejs', healthCheck } },
    'ecsdemo-frontend': {
      listeners,
      backends: ['ecsdemo-crystal', 'ecsdemo-nodejs'],
      runs: {
        source: 'frontend',
        environment: {
          CRYSTAL_URL: urlOf('ecsdemo-crystal', { path: '/crystal' }),
          NODEJS_URL: urlOf('ecsdemo-nodejs'),
        },
        scaling: { min: 3, max: 10, cpuPercent: 50 },
        // The workshop's own image compiles its assets when it starts; ours writes nothing.
        readonlyRootFilesystem: false,
        healthCheck,
      },
    },
  },
  services: {
    'ecsdemo-crystal': { to: 'ecsdemo-crystal' },
    'ecsdemo-nodejs': { to: 'ecsdemo-nodejs' },
    'ecsdemo-frontend': { to: 'ecsdemo-frontend' },
  },
  gateways: {
    'ecsworkshop-vgw': {
      listener: http(3000),
      routes: { 'frontend-router': { service: 'ecsdemo-frontend' } },
      loadBalancer: networkLoadBalancer(80),
    },
  },
  network: { cidr: '10.0.0.0/16', zones: 3 },
  logs: { retentionDays: 7 },
  containerInsights: 'enabled',
  tracing,
  // The platform is what they share; each service can be deployed and destroyed alone.
  stacks: {
    platform: [],
    crystal: ['ecsdemo-crystal'],
    nodejs: ['ecsdemo-nodejs'],
    frontend: ['ecsdemo-frontend'],
  },
}));
