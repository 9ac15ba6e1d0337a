/** A load balancer leads right to a node: no gateway runs. On App Mesh to the node's port, on envoy to its Envoy. */
import { application, applicationLoadBalancer, http } from '../../../lib/mesh';

export default application('shop', () => ({
  mesh: 'shop',
  namespace: 'shop.local',
  nodes: {
    web: {
      listeners: [http(3000, { health: '/health' })],
      loadBalancer: applicationLoadBalancer(80),
      runs: { source: 'web' },
    },
  },
  services: { web: { to: 'web' } },
}));

export const shows = [
  'aws_ecs_service',
  'aws_lb',
  'aws_lb_listener',
  'aws_lb_target_group',
  'aws_vpc_security_group_ingress_rule',
  'output',
];

export const targets = ['envoy'];

export const envoys = [];
