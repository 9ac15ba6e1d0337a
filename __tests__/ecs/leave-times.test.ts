import { FARGATE_STOP_SECONDS, leaveTimes } from '../../lib/ecs/leave-times';

const times = (longestRequest: number, application = 30) => leaveTimes({ longestRequest, application });

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
    expect(times(15_000, 0)).toMatchObject({
      drain: { hear: 20, most: 35 },
      stop: { drain: 40, application: 0, envoy: 10 },
      longestThatEnds: 85,
    });
  });

  it.each([
    [30, 54_999, 75, true],
    [30, 55_000, 75, true],
    [30, 55_001, 75, false],
    [30, Infinity, 75, false],
    [0, 85_000, 105, true],
    [0, 85_001, 105, false],
    [30, 0, 20, true],
    [30, 1, 21, true],
    [30, 1000, 21, true],
    [30, 1001, 22, true],
    // The longest stop timeout leaves callers just the time to notice.
    [85, 0, 20, true],
    [85, 1, 20, false],
  ])(
    'with %p s for the application, and requests of %p ms, drains for %p s at most; they fit: %p',
    (app, ms, most, fits) => {
      expect(times(ms, app)).toMatchObject({ drain: { hear: 20, most }, fits });
    },
  );

  it.each([0, 1, 15_000, 54_000, 55_000, 56_000, 300_000, 86_400_000, Infinity])(
    'takes no more than Fargate gives all of its containers, with requests of %p ms',
    (longestRequest) => {
      for (const application of [0, 30, 85]) {
        const { stop, drain, deregistration } = leaveTimes({ longestRequest, application });
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
    expect(times(ms, 0).deregistration).toBe(seconds);
  });
});
