/** For each feature of the model, an application without it and with it. A new feature does not compile without its row. */
import {
  applicationLoadBalancer,
  http,
  type HttpListenerOptions,
  portOf,
  seconds,
  urlOf,
} from '../../lib/mesh';
import type { GatewayDefinition } from '../../lib/mesh/gateway';
import type { NodeDefinition } from '../../lib/mesh/node';
import type { RouteDefinition } from '../../lib/mesh/route';
import type { ServiceRunsDefinition } from '../../lib/mesh/runs';
import type { Feature } from '../../lib/render/capabilities';
import { aGateway, aNode, type MeshParts } from '../../lib/testing';

export interface Sample {
  /** @default - none: every application has the feature */
  readonly without?: MeshParts;
  readonly with: MeshParts;
}

const outlierDetection = {
  maxServerErrors: 5,
  interval: seconds(10),
  baseEjectionDuration: seconds(30),
  maxEjectionPercent: 50,
};
const certificateArn = 'arn:aws:acm:us-west-2:123456789012:certificate/abc';

const whole = (parts: MeshParts): Sample => ({ without: {}, with: parts });
const node = (parts: Partial<NodeDefinition>): Sample => ({
  without: { nodes: { web: aNode(), other: aNode() } },
  with: { nodes: { web: aNode(), other: aNode(parts) } },
});
const runs = (parts: Partial<ServiceRunsDefinition>) => node({ runs: { source: 'web', ...parts } });
const listener = (options: HttpListenerOptions) => node({ listeners: [http(3000, options)] });

/** Nodes that give a request a minute, so that a route may as well. */
const patient = () => aNode({ listeners: [http(3000, { timeout: { perRequest: seconds(60) } })] });
const service = (route: Partial<RouteDefinition>): MeshParts => ({
  nodes: { web: patient(), next: patient() },
  services: { web: { routes: { default: { targets: { web: 100 }, ...route } } } },
});
const route = (parts: Partial<RouteDefinition>): Sample => ({ without: service({}), with: service(parts) });

const inside = { listener: http(8080), routes: { all: { service: 'web' } } };
const gateway = (parts: Partial<GatewayDefinition>): Sample => ({
  without: { gateways: { ingress: inside } },
  with: { gateways: { ingress: { ...inside, ...parts } } },
});
const gatewayListener = (options: HttpListenerOptions) => gateway({ listener: http(8080, options) });

export const samples: Readonly<Record<Feature, Sample>> = {
  'HTTP listener': { with: {} },
  'several listeners': node({ listeners: [http(3000), http(9000)] }),
  worker: node({ listeners: [] }),
  'one-off task': node({ listeners: [], runs: { kind: 'task', source: 'web' } }),
  schedule: node({ listeners: [], runs: { kind: 'schedule', at: 'rate(1 day)', source: 'web' } }),
  backends: node({ backends: ['web'] }),
  'health check': listener({ health: '/health' }),
  'listener timeouts': listener({ timeout: { idle: seconds(77) } }),
  'connection pool': listener({ connectionPool: { maxConnections: 10 } }),
  'outlier detection': listener({ outlierDetection }),
  'transparent interception': node({ interception: 'transparent', backends: ['web'] }),
  'backend ports': node({ backends: ['web'], backendPorts: { web: 12_345 } }),
  'addresses in variables': node({
    backends: ['web'],
    runs: { source: 'web', environment: { WEB: urlOf('web'), PORT_OF_WEB: portOf('web') } },
  }),
  'container health check': runs({ healthCheck: { command: ['is-well'] } }),
  'writable root file system': runs({ readonlyRootFilesystem: false }),
  scaling: runs({ scaling: { min: 1, max: 4, cpuPercent: 50 } }),
  'deployment pace': runs({ deployment: { minimumHealthyPercent: 0, maximumPercent: 100 } }),

  'virtual service': { without: { services: {} }, with: {} },
  'prefix match': route({ match: { prefix: '/api' } }),
  weights: route({ targets: { web: 90, next: 10 } }),
  retries: route({ retry: { maxRetries: 5 } }),
  'no retries': route({ retry: false }),
  'route timeouts': route({ timeout: { perRequest: seconds(60) } }),

  gateway: whole({ gateways: { ingress: inside } }),
  'gateway prefix match': gateway({ routes: { all: { service: 'web', match: { prefix: '/web/' } } } }),
  'gateway prefix rewrite': gateway({ routes: { all: { service: 'web', match: { prefix: '/cut/' } } } }),
  'gateway health check': gatewayListener({ health: '/' }),
  'gateway connection pool': gatewayListener({ connectionPool: { maxConnections: 10 } }),
  'gateway listener timeouts': gatewayListener({ timeout: { idle: seconds(77) } }),
  'gateway outlier detection': gatewayListener({ outlierDetection }),
  'load balancer': gateway({ loadBalancer: applicationLoadBalancer(80) }),
  'HTTPS at the load balancer': {
    without: { gateways: { ingress: aGateway() } },
    with: {
      gateways: { ingress: aGateway({ loadBalancer: applicationLoadBalancer(80, { certificateArn }) }) },
    },
  },

  'access log': { with: {} },
  'log level of Envoy': whole({ logs: { envoyLevel: 'debug' } }),
  'log retention': whole({ logs: { retentionDays: 1 } }),
  // Both applications trace, so that what tracing loses is not counted twice.
  tracing: { without: { tracing: { samplingRate: 0 } }, with: { tracing: { samplingRate: 0.25 } } },
  'tracing without health checks': whole({ tracing: {} }),
  'egress filter': { with: {} },
  'processor architecture': whole({ architecture: 'ARM64' }),
};
