/** The one form in which a mistake is reported. */
import {
  formatProblem,
  listNames,
  MeshError,
  nearestName,
  type Problem,
  sortProblems,
  throwErrors,
} from '../../../lib/mesh/checks/problem';

const problem = (parts: Partial<Problem> = {}): Problem => ({
  code: 'a-b',
  severity: 'error',
  where: 'node "web"',
  what: 'count must be a number',
  fix: 'use 1',
  ...parts,
});

describe('a problem as text', () => {
  it.each([
    [
      'names the place, the mistake, the advice and the code',
      problem(),
      'node "web": count must be a number; use 1 [a-b]',
    ],
    [
      'shows text with its quotes',
      problem({ got: 'x "y"' }),
      'node "web": count must be a number, got "x \\"y\\""; use 1 [a-b]',
    ],
    [
      'shows a number as it is',
      problem({ got: NaN }),
      'node "web": count must be a number, got NaN; use 1 [a-b]',
    ],
    ['shows null', problem({ got: null }), 'node "web": count must be a number, got null; use 1 [a-b]'],
    [
      'shows nothing',
      problem({ got: undefined }),
      'node "web": count must be a number, got nothing; use 1 [a-b]',
    ],
    [
      'shows a list',
      problem({ got: [1, 'a'] }),
      'node "web": count must be a number, got [1,"a"]; use 1 [a-b]',
    ],
    [
      'shows what JSON has no word for',
      problem({ got: () => 1 }),
      'node "web": count must be a number, got a function; use 1 [a-b]',
    ],
    [
      'stays on one line',
      problem({ got: 'a\nb' }),
      'node "web": count must be a number, got "a\\nb"; use 1 [a-b]',
    ],
    [
      'cuts what is too long to read',
      problem({ got: 'x'.repeat(200) }),
      `node "web": count must be a number, got "${'x'.repeat(116)}...; use 1 [a-b]`,
    ],
  ])('%s', (_, one, text) => {
    expect(formatProblem(one)).toBe(text);
  });
});

describe('a mesh error', () => {
  const two = [problem({ where: 'node "b"' }), problem({ where: 'node "a"' })];

  it('has a line for each problem, sorted by place', () => {
    expect(new MeshError(two).message).toBe(
      'node "a": count must be a number; use 1 [a-b]\nnode "b": count must be a number; use 1 [a-b]',
    );
  });

  it('carries the problems', () => {
    expect(new MeshError(two).problems).toEqual([...two].reverse());
  });

  it('is thrown with the errors alone; warnings come back where there is no error', () => {
    const warning = problem({ severity: 'warning', where: 'x' });
    expect(() => throwErrors([warning, ...two])).toThrow(new MeshError(two));
    expect(throwErrors([warning, problem({ severity: 'warning', where: 'a' })])).toEqual([
      problem({ severity: 'warning', where: 'a' }),
      warning,
    ]);
  });
});

it('sorts by place, then by text, and leaves the list it got', () => {
  const list = [problem({ code: 'b' }), problem({ code: 'a' }), problem({ where: 'a' })];
  const before = [...list];
  expect(sortProblems(list).map(({ where, code }) => `${where} ${code}`)).toEqual([
    'a a-b',
    'node "web" a',
    'node "web" b',
  ]);
  expect(list).toEqual(before);
});

it.each([
  ['prices', ['price', 'orders'], 'price'],
  ['web', ['wbe'], undefined],
  ['ab', ['ac'], 'ac'],
  ['color-servcie', ['color-service', 'client-service'], 'color-service'],
  ['x', [], undefined],
  ['aaaa', ['aaab', 'aaac'], 'aaab'],
])('the nearest name to %s in %j is %s', (name, known, nearest) => {
  expect(nearestName(name, known)).toBe(nearest);
});

it.each([
  [[], 'none'],
  [['b', 'a'], '"a", "b"'],
  [
    Array.from({ length: 12 }, (_, index) => `n${index + 10}`),
    '"n10", "n11", "n12", "n13", "n14", "n15", "n16", "n17", "n18", "n19" and 2 more',
  ],
])('%j are listed as %s', (names, text) => {
  expect(listNames(names)).toBe(text);
});
