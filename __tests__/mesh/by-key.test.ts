import { byKey, byName, byText } from '../../lib/mesh/by-key';

const names = ['web-2', 'Web', 'web', 'web-10', 'web', 'äther'];
const inOrder = [...names].sort();

it('is the order of sort() on the keys, whatever the values are', () => {
  const entries = names.map((key, index): [string, number] => [key, index]);
  expect(entries.sort(byKey).map(([key]) => key)).toEqual(inOrder);
});

it('is the same order on names and on any other text', () => {
  const things = names.map((name, index) => ({ name, index }));
  expect([...things].sort(byName).map(({ name }) => name)).toEqual(inOrder);
  expect([...things].sort(byText(({ name }) => name)).map(({ name }) => name)).toEqual(inOrder);
});

it('leaves things of one name in the order that they came in', () => {
  const twice = [
    { name: 'web', index: 0 },
    { name: 'api', index: 1 },
    { name: 'web', index: 2 },
  ];
  expect([...twice].sort(byName).map(({ index }) => index)).toEqual([1, 0, 2]);
});
