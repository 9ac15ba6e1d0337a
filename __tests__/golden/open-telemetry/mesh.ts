/** Traced for OpenTelemetry: a collector beside every Envoy, which App Mesh's Envoy sends X-Ray segments to. */
import { application, applicationLoadBalancer, http, urlOf } from '../../../lib/mesh';

export default application('shop', () => ({
  mesh: 'shop',
  namespace: 'shop.local',
  nodes: {
    web: {
      listeners: [http(3000, { health: '/health' })],
      backends: ['prices'],
      runs: { source: 'web', environment: { PRICES: urlOf('prices') } },
    },
    prices: { listeners: [http(3000)], interception: 'transparent', runs: { source: 'prices' } },
  },
  services: { web: { to: 'web' }, prices: { to: 'prices' } },
  gateways: {
    ingress: {
      listener: http(8080),
      routes: { all: { service: 'web' } },
      loadBalancer: applicationLoadBalancer(80),
    },
  },
  tracing: { samplingRate: 0.1, tracer: 'opentelemetry' },
}));

export const targets = ['envoy'];
export const envoys = ['web', 'ingress'];
export const shows = ['aws_ecs_task_definition', 'aws_iam_role_policy', 'aws_xray_group', 'aws_xray_sampling_rule'];
