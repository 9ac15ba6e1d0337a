import { circlesOf } from '../../../lib/mesh/calls/circles';

const calls = (text: string) =>
  text.split(' ').map((call) => {
    const [from = '', to = ''] = call.split('>');
    return { from, to };
  });

describe('nodes that reach each other', () => {
  it.each([
    ['call each other', 'a>b b>a', 'a', 'b', true],
    ['over a third', 'a>b b>c c>a', 'c', 'b', true],
    ['only one way', 'a>b b>c', 'a', 'c', false],
    ['each in a circle of its own', 'a>b b>a b>c c>d d>c', 'b', 'c', false],
    ['two circles that share a node are one', 'a>b b>a b>c c>b', 'a', 'c', true],
    ['that meet again without a way back', 'a>b a>c b>d c>d', 'b', 'c', false],
    ['called by a circle', 'a>b b>a a>c', 'a', 'c', false],
    ['that no call names', 'a>b', 'x', 'y', false],
  ])('%s', (_, text, one, other, expected) => {
    const sameCircle = circlesOf(calls(text));
    expect([sameCircle(one, other), sameCircle(other, one)]).toEqual([expected, expected]);
  });

  it('a node is in the circle of itself', () => {
    expect(circlesOf(calls('a>b'))('a', 'a')).toBe(true);
    expect(circlesOf([])('a', 'a')).toBe(true);
  });

  it('whatever the order of the calls', () => {
    const all = calls('a>b b>c c>a c>d d>e e>d f>a');
    const names = [...'abcdef'];
    const table = (given: typeof all) => {
      const sameCircle = circlesOf(given);
      return names.map((one) => names.filter((other) => sameCircle(one, other)).join(''));
    };
    expect(table(all)).toEqual(['abc', 'abc', 'abc', 'de', 'de', 'f']);
    expect(table([...all].reverse())).toEqual(table(all));
  });

  it('in a chain of fifty thousand, which is longer than a call stack', () => {
    const chain = Array.from({ length: 50_000 }, (_, index) => ({ from: `n${index}`, to: `n${index + 1}` }));
    expect(circlesOf(chain)('n0', 'n50000')).toBe(false);
    expect(circlesOf([...chain, { from: 'n50000', to: 'n0' }])('n0', 'n25000')).toBe(true);
  });
});
