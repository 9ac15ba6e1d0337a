import { milliseconds, seconds } from '../../../lib/mesh';
import { renderTimeout } from '../../../lib/targets/app-mesh/timeout';

it.each([
  [undefined, undefined],
  [{}, undefined],
  [{ perRequest: seconds(30) }, { perRequest: { unit: 's', value: 30 } }],
  [{ idle: milliseconds(500) }, { idle: { unit: 'ms', value: 500 } }],
  // 0 turns it off, which is not the same as not to say it.
  [{ perRequest: seconds(0) }, { perRequest: { unit: 's', value: 0 } }],
])('%j is %j', (timeout, expected) => {
  expect(renderTimeout(timeout)).toEqual(expected);
});
