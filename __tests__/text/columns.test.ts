import { formatColumns, formatMarkdownTable } from '../../lib/text/columns';

describe('columns', () => {
  it('are as wide as their widest cell, and no line ends with a space', () => {
    expect(
      formatColumns([
        ['a', 'long', 'b'],
        ['abc', '', ''],
      ]),
    ).toEqual(['a    long  b', 'abc']);
  });

  it('may have rows of fewer cells', () => {
    expect(formatColumns([['state'], ['dev-shop', 'reads dev-shop-network']])).toEqual([
      'state',
      'dev-shop  reads dev-shop-network',
    ]);
    expect(formatColumns([])).toEqual([]);
  });

  it('are a table in Markdown, whose first row is the head', () => {
    expect(
      formatMarkdownTable([
        ['name', 'x'],
        ['a', 'much'],
      ]),
    ).toEqual(['| name | x    |', '| ---- | ---- |', '| a    | much |']);
  });
});
