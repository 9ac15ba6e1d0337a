import { oneOf } from '../../../lib/mesh/checks/one-of';

it.each([
  [[], 'none'],
  [['a'], 'a'],
  [['a', 'b'], 'a or b'],
  [['a', 'b', 'c'], 'a, b or c'],
])('%p is said as "%s"', (texts, said) => expect(oneOf(texts)).toBe(said));
