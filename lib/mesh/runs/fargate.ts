/** The pairs of cpu and memory that Fargate has (ECS developer guide, "Task CPU and memory"). */

/** For each CPU size (1,024 units are one vCPU): lowest, highest and step of memory in MiB. */
const memoryOf: Readonly<Record<number, { min: number; max: number; step: number }>> = {
  256: { min: 512, max: 2048, step: 512 },
  512: { min: 1024, max: 4096, step: 1024 },
  1024: { min: 2048, max: 8192, step: 1024 },
  2048: { min: 4096, max: 16_384, step: 1024 },
  4096: { min: 8192, max: 30_720, step: 1024 },
  8192: { min: 16_384, max: 61_440, step: 4096 },
  16384: { min: 32_768, max: 122_880, step: 8192 },
};

/** 32 vCPU have three sizes at uneven steps: on Linux, platform version 1.4.0. */
const LARGEST = { cpu: 32_768, memories: [61_440, 122_880, 249_856] } as const;

export const fargateCpus: readonly number[] = [...Object.keys(memoryOf).map(Number), LARGEST.cpu];

/** Memory sizes in MiB for `cpu` units, ascending; empty if the CPU size does not exist. */
export function fargateMemories(cpu: number): number[] {
  if (cpu === LARGEST.cpu) return [...LARGEST.memories];
  const range = memoryOf[cpu];
  if (range === undefined) return [];
  const count = (range.max - range.min) / range.step + 1;
  const sizes = Array.from({ length: count }, (_, index) => range.min + index * range.step);
  // A quarter of a vCPU has 0.5, 1 or 2 GB: the one row that skips a step.
  return cpu === 256 ? sizes.filter((size) => size !== 1536) : sizes;
}
