import { FARGATE_STOP_SECONDS, leaveTimes } from '../../lib/ecs/leave-times';

const times = (longestRequest: number, hasApplication = true) =>
  leaveTimes({ longestRequest, hasApplication });

describe('a task that leaves', () => {
  it('of a node with usual requests drains for 20 seconds, and up to 15 more while one is on its way', () => {
    expect(times(15_000)).toEqual({
      drain: { hear: 20, most: 35 },
      stop: { drain: 40, application: 30, envoy: 10 },
      deregistration: 30,
      longestThatEnds: 55,
      fits: true,
    });
  });

  it('of a gateway has the time that an application would need', () => {
    expect(times(15_000, false)).toMatchObject({
      drain: { hear: 20, most: 35 },
      stop: { drain: 40, application: 0, envoy: 10 },
      longestThatEnds: 85,
    });
  });

  it.each([
    [true, 54_999, 75, true],
    [true, 55_000, 75, true],
    [true, 55_001, 75, false],
    [true, Infinity, 75, false],
    [false, 85_000, 105, true],
    [false, 85_001, 105, false],
    [true, 0, 20, true],
    [true, 1, 21, true],
    [true, 1000, 21, true],
    [true, 1001, 22, true],
  ])(
    'with an application: %p, and requests of %p ms, drains for %p s at most; they fit: %p',
    (app, ms, most, fits) => {
      expect(times(ms, app)).toMatchObject({ drain: { hear: 20, most }, fits });
    },
  );

  it.each([0, 1, 15_000, 54_000, 55_000, 56_000, 300_000, 86_400_000, Infinity])(
    'takes no more than Fargate gives all of its containers, with requests of %p ms',
    (longestRequest) => {
      for (const hasApplication of [true, false]) {
        const { stop, drain, deregistration } = leaveTimes({ longestRequest, hasApplication });
        expect(stop.drain + stop.application + stop.envoy).toBeLessThanOrEqual(FARGATE_STOP_SECONDS);
        expect(drain.most).toBeLessThan(stop.drain);
        expect(deregistration).toBeLessThan(FARGATE_STOP_SECONDS);
        expect([stop.drain, drain.most, deregistration].every(Number.isInteger)).toBe(true);
      }
    },
  );

  it.each([
    [0, 30],
    [15_000, 30],
    [15_001, 31],
    [60_000, 75],
    [100_000, 115],
    [100_001, 115],
    [Infinity, 115],
  ])('with requests of %p ms is left by its load balancer within %p s', (ms, seconds) => {
    expect(times(ms, false).deregistration).toBe(seconds);
  });
});
