/**
 * Images that are there, beside an image of our own: one in a repository of ECR, which the task's role may pull, and one of a
 * public registry. How the process starts, stops and is limited.
 */
import { application, http, seconds } from '../../../lib/mesh';

export default application('shop', () => ({
  mesh: 'shop',
  namespace: 'shop.local',
  nodes: {
    cart: {
      listeners: [http(3000)],
      backends: ['prices'],
      runs: {
        image: `111122223333.dkr.ecr.eu-west-1.amazonaws.com/team/cart@sha256:${'1'.repeat(64)}`,
        command: ['serve', '--verbose'],
        workingDirectory: '/srv',
        user: '1000',
        dropCapabilities: true,
        stopTimeout: seconds(60),
        ulimits: [{ name: 'nofile', softLimit: 4096, hardLimit: 8192 }],
        dockerLabels: { team: 'orders' },
        containerCpu: 128,
        containerMemoryMiB: 512,
        containerMemoryReservationMiB: 256,
        ports: [9090],
      },
    },
    prices: {
      listeners: [http(3000)],
      runs: {
        image: `docker.io/library/httpd@sha256:${'2'.repeat(64)}`,
        entryPoint: ['httpd-foreground'],
        initProcessEnabled: true,
      },
    },
  },
  services: { cart: { to: 'cart' }, prices: { to: 'prices' } },
}));

export const shows = ['aws_ecs_task_definition', 'aws_iam_role_policy'];

export const targets = ['envoy'];

export const envoys: string[] = [];
