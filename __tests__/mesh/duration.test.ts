import { milliseconds, minutes, seconds } from '../../lib/mesh';
import { formatDuration } from '../../lib/mesh/duration';

it.each([
  ['seconds(5)', seconds(5), 5000, '5 s'],
  ['seconds(0.25)', seconds(0.25), 250, '250 ms'],
  // 0.07 * 1000 is 70.00000000000001 in a computer's arithmetic.
  ['seconds(0.07)', seconds(0.07), 70, '70 ms'],
  ['milliseconds(250)', milliseconds(250), 250, '250 ms'],
  ['minutes(5)', minutes(5), 300_000, '300 s'],
  ['seconds(0)', seconds(0), 0, '0 s'],
])('%s is %j milliseconds, read %s', (_, duration, expected, text) => {
  expect(duration).toEqual({ milliseconds: expected });
  expect(formatDuration(duration)).toBe(text);
});
