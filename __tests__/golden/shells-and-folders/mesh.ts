/**
 * Folders that a container may write to beside a read-only root: they lie in memory. Shells in a running container: the
 * agent's folders are volumes of the task and the task role has four rights more.
 */
import { application, http } from '../../../lib/mesh';

export default application('shop', () => ({
  mesh: 'shop',
  namespace: 'shop.local',
  nodes: {
    web: {
      listeners: [http(3000)],
      runs: {
        source: 'web',
        writable: ['/tmp', { path: '/var/cache/pages', sizeMiB: 256 }],
        enableExecuteCommand: true,
      },
    },
    migrate: { runs: { kind: 'task', source: 'migrate', enableExecuteCommand: true } },
    nightly: {
      runs: { kind: 'schedule', at: 'rate(1 day)', source: 'nightly', enableExecuteCommand: true },
    },
  },
  services: { web: { to: 'web' } },
  gateways: {
    ingress: {
      listener: http(8080),
      routes: { all: { service: 'web' } },
      runs: { enableExecuteCommand: true },
    },
  },
}));

export const shows = [
  'aws_cloudwatch_event_target',
  'aws_ecs_service',
  'aws_ecs_task_definition',
  'aws_iam_role_policy',
  'output',
];

export const targets = ['envoy'];

export const envoys: string[] = [];
