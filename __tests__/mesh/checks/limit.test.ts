import { milliseconds, seconds } from '../../../lib/mesh';
import { checkLimit, type Limit } from '../../../lib/mesh/checks/limit';
import { formatProblem } from '../../../lib/mesh/checks/problem';

const port: Limit = { code: 'port-range', what: 'port', min: 1, max: 65_535 };
const interval: Limit = { code: 'check-interval', what: 'interval', min: 5, max: 300, unit: 'seconds' };
const start: Limit = { code: 'check-start', what: 'start period', min: 0, max: 300, unit: 'whole seconds' };
const share: Limit = { code: 'share', what: 'share', min: 0, max: 100, unit: '%' };

const text = (limit: Limit, value: Parameters<typeof checkLimit>[1]) =>
  checkLimit(limit, value, 'node "web"').map(formatProblem);

it('passes over a value that is absent', () => {
  expect(text(port, undefined)).toEqual([]);
});

it.each([
  [port, 0, 'node "web": port must be a whole number from 1 to 65535, got 0; use 1 [port-range]'],
  [
    port,
    65_536,
    'node "web": port must be a whole number from 1 to 65535, got 65536; use 65535 [port-range]',
  ],
  [port, 80.4, 'node "web": port must be a whole number from 1 to 65535, got 80.4; use 80 [port-range]'],
  [port, NaN, 'node "web": port must be a whole number from 1 to 65535, got NaN; use 1 [port-range]'],
  [share, 101, 'node "web": share must be a whole number from 0 to 100 %, got 101; use 100 % [share]'],
  [
    interval,
    seconds(2),
    'node "web": interval must be 5 to 300 seconds, got 2; use 5 seconds [check-interval]',
  ],
  [
    interval,
    milliseconds(5000.5),
    'node "web": interval must be 5 to 300 seconds, got 5.0005; use 5 seconds [check-interval]',
  ],
  [
    start,
    milliseconds(2500),
    'node "web": start period must be 0 to 300 whole seconds, got 2.5; use 3 seconds [check-start]',
  ],
])('says what it takes, what it got and what to use: %j, %j', (limit, value, expected) => {
  expect(text(limit, value)).toEqual([expected]);
});

it.each([
  [port, 1],
  [port, 65_535],
  [interval, milliseconds(5001)],
  [start, seconds(0)],
])('%j takes %j', (limit, value) => {
  expect(text(limit, value)).toEqual([]);
});
