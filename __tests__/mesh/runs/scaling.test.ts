import type { SizeDefinition } from '../../../lib/mesh/runs/size';
import { defaultDeployment } from '../../../lib/mesh/runs/scaling';
import { aMesh, aNode } from '../../../lib/testing';
import { textsOf } from '../problems-of';

const node = (runs: SizeDefinition) => ({ nodes: { web: aNode({ runs }) } });
const sizeOf = (runs: SizeDefinition) => {
  const own = aMesh(node(runs)).at({ stage: 'dev' }).nodes[0]?.runs;
  return own?.kind === 'service' ? own : undefined;
};

describe('a deployment', () => {
  it.each([
    [0, 200],
    [1, 200],
    [2, 150],
    [3, 150],
    [4, 125],
    [100, 125],
  ])('of %d tasks keeps 100 %% of them and runs at most %d %%', (count, maximumPercent) => {
    expect(defaultDeployment(count)).toEqual({ minimumHealthyPercent: 100, maximumPercent });
  });

  it.each([
    [{ count: 2 }, 150],
    [{ scaling: { min: 4, max: 10, cpuPercent: 50 } }, 125],
    // Scaling may come down to two tasks, and 125 % of two leave no room for a third.
    [{ count: 6, scaling: { min: 2, max: 10, cpuPercent: 50 } }, 150],
  ])('of %j runs at most %d %%, by the fewest tasks that it may meet', (size, maximumPercent) => {
    expect(sizeOf(size)?.deployment.maximumPercent).toBe(maximumPercent);
  });

  it('is what the application says, where it says one', () => {
    const deployment = { minimumHealthyPercent: 0, maximumPercent: 100 };
    expect(sizeOf({ deployment })?.deployment).toEqual(deployment);
  });

  it.each([
    [1, 100, 100],
    // One and a half tasks are one.
    [1, 100, 150],
    [1, 1, 100],
    [2, 100, 149],
    [2, 51, 100],
    [3, 100, 133],
    [4, 76, 124],
  ])(
    'of %d task(s) with %d %% and %d %% could never move',
    (count, minimumHealthyPercent, maximumPercent) => {
      const deployment = { minimumHealthyPercent, maximumPercent };
      expect(textsOf(node({ count, deployment }))).toEqual([
        `node "web" > runs > deployment: with ${count} task(s) neither an old task may stop nor a new one start, got {"minimumHealthyPercent":${minimumHealthyPercent},"maximumPercent":${maximumPercent}}; raise maximumPercent (ECS rounds it down) or lower minimumHealthyPercent (it rounds that up) [deployment-stuck]`,
      ]);
    },
  );

  it.each([
    [0, 100, 100],
    [1, 100, 200],
    [1, 0, 100],
    [2, 100, 150],
    [2, 50, 100],
    [3, 100, 134],
    [4, 75, 100],
    [4, 100, 125],
  ])('of %d task(s) with %d %% and %d %% has room', (count, minimumHealthyPercent, maximumPercent) => {
    expect(textsOf(node({ count, deployment: { minimumHealthyPercent, maximumPercent } }))).toEqual([]);
  });
});

describe('a count', () => {
  it.each([
    [{}, 1],
    [{ count: 0 }, 0],
    [{ scaling: { min: 3, max: 9, cpuPercent: 50 } }, 3],
    [{ count: 5, scaling: { min: 3, max: 9, cpuPercent: 50 } }, 5],
  ])('of %j is %d', (size, count) => {
    expect(sizeOf(size)?.count).toBe(count);
  });

  it.each([2, 10])('of %d lies outside scaling from 3 to 9', (count) => {
    expect(textsOf(node({ count, scaling: { min: 3, max: 9, cpuPercent: 50 } }))).toEqual([
      `node "web" > runs: count must lie within scaling, 3 to 9, got ${count}; leave count out: tasks then start at min [count-outside-scaling]`,
    ]);
  });

  it.each([3, 9])('of %d lies within scaling from 3 to 9', (count) => {
    expect(textsOf(node({ count, scaling: { min: 3, max: 9, cpuPercent: 50 } }))).toEqual([]);
  });
});

it('may scale between two equal numbers, which is no scaling but no mistake', () => {
  expect(textsOf(node({ scaling: { min: 2, max: 2, cpuPercent: 50 } }))).toEqual([]);
});

it('does not scale from more to less', () => {
  expect(textsOf(node({ count: 3, scaling: { min: 3, max: 2, cpuPercent: 50 } }))).toEqual([
    'node "web" > runs > scaling: max must be at least min, got {"min":3,"max":2}; swap them or raise max [scaling-bounds]',
  ]);
});
