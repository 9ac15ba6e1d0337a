/** What a problem shows of a value and of a name. */
import { onOneLine, quote, valueText } from '../../../lib/mesh/checks/value-text';

class Ship {
  readonly tons = 5;
}
const itself: unknown[] = [1];
itself.push(itself, { itself });

describe('a value', () => {
  it.each<[string, unknown, string]>([
    ['text', 'a "b"\n', '"a \\"b\\"\\n"'],
    ['a number', NaN, 'NaN'],
    ['a BigInt', 10n, '10'],
    ['nothing', undefined, 'nothing'],
    ['null', null, 'null'],
    ['a function', () => 1, 'a function'],
    ['a symbol', Symbol('x'), 'a symbol'],
    ['a list', [1, 'a', [true]], '[1,"a",[true]]'],
    ['an object', { a: 1, b: { c: undefined } }, '{"a":1,"b":{}}'],
    ['an object without prototype', Object.assign(Object.create(null) as object, { a: 1 }), '{"a":1}'],
    ['a map', new Map([[1, 2]]), 'a Map'],
    ['a class', [new Ship()], '[a Ship]'],
    [
      'an object of a class without a name',
      new (class {
        readonly tons = 5;
      })(),
      'a nameless object',
    ],
    ['what JSON has no word for', { a: 1n, b: NaN, c: Symbol('x') }, '{"a":1,"b":NaN,"c":a symbol}'],
    ['what JSON would ask', { toJSON: () => undefined }, '{"toJSON":a function}'],
    ['what holds itself', itself, '[1,...,{"itself":...}]'],
  ])('is shown: %s', (_, value, text) => {
    expect(valueText(value)).toBe(text);
  });

  it('is cut after 120 characters, whatever it is', () => {
    const long = [
      'x'.repeat(1_000_000),
      Array(1_000_000).fill(1),
      Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`name-${index}`, index])),
      { ['x'.repeat(1_000_000)]: 1 },
    ];
    for (const value of long) expect(valueText(value)).toMatch(/^.{117}\.\.\.$/);
  });
});

it('a name is cut where no valid one is as long', () => {
  expect(quote('a"b')).toBe('"a\\"b"');
  expect(quote('x'.repeat(260))).toBe(`"${'x'.repeat(260)}"`);
  expect(quote('x'.repeat(261))).toBe(`"${'x'.repeat(260)}...`);
});

it.each([
  ['a\u0085b\u2028c\u2029\u007f', 'a\\u0085b\\u2028c\\u2029\\u007f'],
  ['\ud83d x \udea2 🚢', '\\ud83d x \\udea2 🚢'],
  ['\u202eabc\u2066', '\\u202eabc\\u2066'],
])('what would break a line or turn it is written out: %j', (text, line) => {
  expect(onOneLine(text)).toBe(line);
});
