import { fargateCpus, fargateMemories } from '../../../lib/mesh/runs/fargate';
import { aGateway, aNode } from '../../../lib/testing';
import { textsOf } from '../problems-of';

it.each([
  [256, [512, 1024, 2048]],
  [512, [1024, 2048, 3072, 4096]],
  [1024, [2048, 3072, 4096, 5120, 6144, 7168, 8192]],
  [32_768, [61_440, 122_880, 249_856]],
  [300, []],
  [0, []],
])('cpu %d can have %j MiB', (cpu, memories) => {
  expect(fargateMemories(cpu)).toEqual(memories);
});

it.each([
  [2048, 4096, 16_384, 1024],
  [4096, 8192, 30_720, 1024],
  [8192, 16_384, 61_440, 4096],
  [16_384, 32_768, 122_880, 8192],
])('cpu %d can have %d to %d MiB in steps of %d', (cpu, min, max, step) => {
  const memories = fargateMemories(cpu);
  expect([memories[0], memories.at(-1), (memories[1] ?? 0) - (memories[0] ?? 0)]).toEqual([min, max, step]);
  expect(memories).toHaveLength((max - min) / step + 1);
});

it('sells eight sizes of cpu, up to 32 vCPU', () => {
  expect(fargateCpus).toEqual([256, 512, 1024, 2048, 4096, 8192, 16_384, 32_768]);
});

describe('a task', () => {
  const task = (cpu: number, memoryMiB: number) => ({ nodes: { web: aNode({ runs: { cpu, memoryMiB } }) } });

  it.each([
    [256, 512],
    [256, 2048],
    [512, 4096],
    [4096, 30_720],
    [16_384, 122_880],
    [32_768, 61_440],
    [32_768, 122_880],
    [32_768, 249_856],
  ])('may have cpu %d with %d MiB', (cpu, memoryMiB) => {
    expect(textsOf(task(cpu, memoryMiB))).toEqual([]);
  });

  it.each([
    [256, 511, 'got 511; use 512, 1024, 2048'],
    [256, 1536, 'got 1536; use 512, 1024, 2048'],
    [256, 2049, 'got 2049; use 512, 1024, 2048'],
    [512, 512, 'got 512; use 1024, 2048, 3072, 4096'],
    [1024, 8193, 'got 8193; use 2048 to 8192 in steps of 1024'],
    [32_768, 131_072, 'got 131072; use 61440, 122880, 249856'],
    [8192, 18_432, 'got 18432; use 16384 to 61440 in steps of 4096'],
  ])('may not have cpu %d with %d MiB', (cpu, memoryMiB, advice) => {
    expect(textsOf(task(cpu, memoryMiB))).toEqual([
      `node "web" > runs: cpu ${cpu} cannot have this memoryMiB, ${advice} [fargate-memory]`,
    ]);
  });

  it.each([255, 257, 0, -256, 32_767, 65_536, NaN])('may not have cpu %d, whatever the memory', (cpu) => {
    expect(textsOf(task(cpu, 1024))).toEqual([
      `node "web" > runs: Fargate has no such cpu size, got ${cpu}; use one of 256, 512, 1024, 2048, 4096, 8192, 16384, 32768 [fargate-cpu]`,
    ]);
  });

  it('of a gateway is held to the same pairs', () => {
    const gateways = { ingress: aGateway({ runs: { cpu: 256, memoryMiB: 4096 } }) };
    expect(textsOf({ gateways })).toEqual([
      'gateway "ingress" > runs: cpu 256 cannot have this memoryMiB, got 4096; use 512, 1024, 2048 [fargate-memory]',
    ]);
  });
});
