import { milliseconds, minutes, seconds } from '../../../lib/mesh';
import { renderDuration } from '../../../lib/targets/app-mesh/duration';

it.each([
  [seconds(5), { unit: 's', value: 5 }],
  [minutes(2), { unit: 's', value: 120 }],
  [milliseconds(1500), { unit: 'ms', value: 1500 }],
  [milliseconds(2000), { unit: 's', value: 2 }],
  [seconds(0), { unit: 's', value: 0 }],
])('%j is %j', (duration, expected) => {
  expect(renderDuration(duration)).toEqual(expected);
});
