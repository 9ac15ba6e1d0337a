/** Problems of the size of tasks and of their number. */
import { type At, wrong } from './factory';

interface MemoryParts {
  readonly parts: string;
  /** Whether the application's container has a limit of its own. */
  readonly isLimited: boolean;
}

export const sizeProblems = {
  fargateCpu: (at: At, got: unknown, known: readonly number[]) =>
    wrong('fargate-cpu', at, 'Fargate has no such cpu size', got, `use one of ${known.join(', ')}`),
  fargateMemory: (at: At, { cpu, memoryMiB }: { cpu: number; memoryMiB: number }, known: readonly number[]) =>
    wrong(
      'fargate-memory',
      at,
      `cpu ${cpu} cannot have this memoryMiB`,
      memoryMiB,
      `use ${known.length > 6 ? `${known[0]} to ${known.at(-1)} in steps of ${(known[1] ?? 0) - (known[0] ?? 0)}` : known.join(', ')}`,
    ),
  containerMemory: (at: At, got: number, task: number, { parts, isLimited }: MemoryParts) =>
    wrong(
      'container-memory',
      at,
      `the containers need more memory (MiB) than the task's ${task}: ${parts}`,
      got,
      isLimited ? 'raise memoryMiB or lower containerMemoryMiB' : 'raise memoryMiB',
    ),
  countOutsideScaling: (at: At, got: number, { min, max }: { min: number; max: number }) =>
    wrong(
      'count-outside-scaling',
      at,
      `count must lie within scaling, ${min} to ${max}`,
      got,
      'leave count out: tasks then start at min',
    ),
  deploymentStuck: (at: At, got: unknown, count: number) =>
    wrong(
      'deployment-stuck',
      at,
      `with ${count} task(s) neither an old task may stop nor a new one start`,
      got,
      'raise maximumPercent (ECS rounds it down) or lower minimumHealthyPercent (it rounds that up)',
    ),
} as const;
