/**
 * More disk, a platform version, and tags of one's own: on a node, a gateway, a job by hand and a job on a schedule. Tags of
 * the application are on all its resources, those of a node on its own.
 */
import { application, applicationLoadBalancer, http } from '../../../lib/mesh';

export default application('shop', () => ({
  mesh: 'shop',
  namespace: 'shop.local',
  tags: { Team: 'orders', 'cost-center': '4711' },
  nodes: {
    web: {
      listeners: [http(3000)],
      tags: { Team: 'pages' },
      runs: { source: 'web', ephemeralStorageGiB: 40, platformVersion: '1.4.0' },
    },
    migrate: { tags: { Kind: 'job' }, runs: { kind: 'task', source: 'migrate', platformVersion: 'LATEST' } },
    nightly: {
      tags: { Kind: 'job' },
      runs: { kind: 'schedule', at: 'rate(1 day)', source: 'nightly', platformVersion: '1.4.0' },
    },
  },
  services: { web: { to: 'web' } },
  gateways: {
    ingress: {
      listener: http(8080),
      routes: { all: { service: 'web' } },
      loadBalancer: applicationLoadBalancer(80),
      tags: { Kind: 'edge' },
      runs: { ephemeralStorageGiB: 21, platformVersion: '1.4.0' },
    },
  },
}));

export const shows = [
  'aws_appmesh_virtual_gateway',
  'aws_appmesh_virtual_node',
  'aws_cloudwatch_event_rule',
  'aws_cloudwatch_event_target',
  'aws_cloudwatch_log_group',
  'aws_ecs_service',
  'aws_ecs_task_definition',
  'aws_iam_role',
  'aws_security_group',
  'aws_service_discovery_service',
  'output',
];

export const targets = ['envoy'];

export const envoys: string[] = [];
