import { byKey } from '../../lib/mesh/by-key';

it('is the order of sort() on the keys, whatever the values are', () => {
  const keys = ['web-2', 'Web', 'web', 'web-10', 'äther'];
  const entries = keys.map((key, index): [string, number] => [key, index]);
  expect(entries.sort(byKey).map(([key]) => key)).toEqual([...keys].sort());
});
