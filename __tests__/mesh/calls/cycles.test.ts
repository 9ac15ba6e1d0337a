import { circlesIn } from '../../../lib/mesh/calls/cycles';

/** The members of each circle, in the order of names. */
function circles(edges: readonly string[]): string[] {
  const leadsTo = new Map<string, string[]>();
  for (const edge of edges) {
    const [from = '', to = ''] = edge.split('→');
    leadsTo.set(from, [...(leadsTo.get(from) ?? []), to]);
  }
  const members = new Map<number, string[]>();
  for (const [name, circle] of circlesIn(leadsTo))
    members.set(circle, [...(members.get(circle) ?? []), name]);
  return [...members.values()].map((names) => names.sort().join('')).sort();
}

it.each([
  [[], []],
  [['a→b'], ['a', 'b']],
  [['a→a'], ['a']],
  [['a→b', 'b→a'], ['ab']],
  [
    ['a→b', 'b→c', 'c→a', 'c→d'],
    ['abc', 'd'],
  ],
  [
    ['a→b', 'a→c', 'b→d', 'c→d'],
    ['a', 'b', 'c', 'd'],
  ],
  [
    ['a→b', 'b→a', 'c→d', 'd→c', 'b→c'],
    ['ab', 'cd'],
  ],
  [
    ['z→a', 'a→b', 'b→c', 'c→b', 'c→a'],
    ['abc', 'z'],
  ],
])('of %j are %j', (edges, expected) => {
  expect(circles(edges)).toEqual(expected);
});

it('of a chain of a hundred thousand are found without a deep stack', () => {
  const chain = Array.from({ length: 100_000 }, (_, index) => [`n${index}`, [`n${index + 1}`]] as const);
  expect(new Set(circlesIn(new Map(chain)).values()).size).toBe(100_001);
});
