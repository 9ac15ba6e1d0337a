/** Without tracing: no daemon, no right to write traces, no group. */
import { application, applicationLoadBalancer, http } from '../../../lib/mesh';

export default application('shop', () => ({
  mesh: 'shop',
  namespace: 'shop.local',
  nodes: { web: { listeners: [http(3000)], runs: { source: 'web' } } },
  services: { web: { to: 'web' } },
  gateways: {
    ingress: {
      listener: http(8080),
      routes: { all: { service: 'web' } },
      loadBalancer: applicationLoadBalancer(80),
    },
  },
  tracing: false,
}));

export const shows = ['aws_ecs_task_definition', 'aws_iam_role_policy', 'aws_xray_group', 'aws_xray_sampling_rule'];
