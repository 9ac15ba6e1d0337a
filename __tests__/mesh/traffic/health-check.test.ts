import { http, seconds } from '../../../lib/mesh';
import { aNode } from '../../../lib/testing';
import { textsOf } from '../problems-of';

const texts = (
  health:
    string | { path: string; interval?: ReturnType<typeof seconds>; timeout?: ReturnType<typeof seconds> },
) => textsOf({ nodes: { web: aNode({ listeners: [http(3000, { health })] }) } });

it('is every five seconds, and turns after two answers of the same kind', () => {
  expect(http(3000, { health: '/health' }).healthCheck).toEqual({
    path: '/health',
    interval: { milliseconds: 5000 },
    timeout: { milliseconds: 2000 },
    healthyThreshold: 2,
    unhealthyThreshold: 2,
  });
});

it('is not there unless it is declared', () => {
  expect(http(3000)).toEqual({ protocol: 'http', port: 3000 });
});

it('is all that the application says', () => {
  const health = {
    path: '/ready',
    interval: seconds(30),
    timeout: seconds(10),
    healthyThreshold: 3,
    unhealthyThreshold: 5,
  };
  expect(http(3000, { health }).healthCheck).toEqual(health);
});

it.each(['/', '/health?deep=1', '/${health}', `/${'x'.repeat(254)}`])('may ask for %s', (path) => {
  expect(texts(path)).toEqual([]);
});

it.each(['health', '/a b', '/ü', '/a\n', `/${'x'.repeat(255)}`])('may not ask for %j', (path) => {
  expect(texts(path)).toEqual([
    expect.stringMatching(
      /^node "web" > listener 3000 > health check: the path starts with "\/" and has at most 255 visible characters, got .+ \[health-check-path\]$/,
    ),
  ]);
});

it('may take as long as its interval, and no longer', () => {
  expect(texts({ path: '/', interval: seconds(10), timeout: seconds(10) })).toEqual([]);
  expect(texts({ path: '/', interval: seconds(10), timeout: seconds(11) })).toEqual([
    'node "web" > listener 3000 > health check: timeout must be at most the interval of 10 seconds, got 11; shorten the timeout or lengthen the interval [health-check-overlap]',
  ]);
});
