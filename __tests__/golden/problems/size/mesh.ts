/** How much machine a task has, and how many tasks there are. */
import { aNode } from '../../../../lib/testing';
import type { Wrong } from '../../problems.test';

const runs = (parts: NonNullable<Parameters<typeof aNode>[0]>['runs']): Wrong => ({
  nodes: { web: aNode(parts === undefined ? {} : { runs: parts }) },
});
const scaling = { min: 2, max: 4, cpuPercent: 50 };

export const wrong: Record<string, Wrong> = {
  'fargate-cpu': runs({ cpu: 300 }),
  'fargate-memory': runs({ cpu: 256, memoryMiB: 4096 }),
  'container-memory': runs({ memoryMiB: 512, containerMemoryMiB: 400 }),
  'container-reservation': runs({ containerMemoryMiB: 256, containerMemoryReservationMiB: 256 }),
  'container-cpu': runs({ cpu: 256, containerCpu: 257 }),
  'count-outside-scaling': runs({ count: 5, scaling }),
  'deployment-stuck': runs({ deployment: { minimumHealthyPercent: 100, maximumPercent: 150 } }),
};
