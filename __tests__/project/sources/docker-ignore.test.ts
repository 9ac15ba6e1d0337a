import { brokenPatterns, dockerIgnores } from '../../../lib/project/sources/docker-ignore';

describe('a .dockerignore leaves out', () => {
  it.each([
    ['what it names', 'dist', 'dist'],
    ['all in a folder that it names', 'dist', 'dist/a/b.js'],
    ['the same with a slash behind', 'dist/', 'dist/a.js'],
    ['the same with a slash in front', '/dist', 'dist/a.js'],
    ['the same with a dot in front', './dist', 'dist/a.js'],
    ['by a star, within one name', '*.log', 'a.log'],
    ['by a question mark, one letter', 'a?.ts', 'ab.ts'],
    ['by a class, one of its letters', '[ab].ts', 'b.ts'],
    ['by an excluding class, another letter', '[^ab].ts', 'c.ts'],
    ['by a class, a bracket behind a backslash', 'a[\\]]b', 'a]b'],
    ['the same with a folder that it leaves again', 'src/../dist', 'dist'],
    ['by two stars, at any depth', '**/*.log', 'a/b/c.log'],
    ['by two stars, at the top too', '**/*.log', 'c.log'],
    ['by two stars behind, all below', 'a/**', 'a/b/c'],
    ['a backslashed letter as it is', 'a\\*b', 'a*b'],
    ['a file name with special letters', 'a+(b).ts', 'a+(b).ts'],
    ['trimmed lines', '  dist  ', 'dist'],
    ['lines that end as on Windows', 'a\r\ndist\r\n', 'dist'],
    ['what is taken out again later', 'a\n!a\na', 'a'],
  ])('%s: %j, %s', (_, text, path) => {
    expect(dockerIgnores(text)(path)).toBe(true);
  });

  it.each([
    ['the same name further down, unlike Git', 'dist', 'src/dist/a.js'],
    ['a longer name', 'dist', 'distance'],
    ['by a star, across folders', '*.log', 'a/b.log'],
    ['by a star, a dot that is none', 'a.ts', 'abts'],
    ['by a question mark, a slash', 'a?b', 'a/b'],
    ['by a comment', '# dist', 'dist'],
    ['by an empty line', '\n\n', 'a'],
    ['what it takes back in', '*.md\n!README.md', 'README.md'],
    ['what it takes back into an ignored folder, unlike Git', 'dist\n!dist/keep.js', 'dist/keep.js'],
    ['all but a list', '*\n!src', 'src/a/b.ts'],
  ])('not %s: %j, %s', (_, text, path) => {
    expect(dockerIgnores(text)(path)).toBe(false);
  });
});

it('a pattern that Docker refuses is told, and the others hold', () => {
  const text = '[z-a].ts\n*.log\n![b-a]';
  expect(brokenPatterns(text)).toEqual(['[z-a].ts', '![b-a]']);
  expect(dockerIgnores(text)('a.log')).toBe(true);
});
