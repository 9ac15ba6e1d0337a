import { addColor, sharesOf, type Tally, TALLY_SIZE } from '../../page/src/tally';

const times = (count: number, color: string): Tally => Array.from({ length: count }, () => color);

describe('addColor', () => {
  it.each([0, 99, 100, 101])('keeps the last hundred of %i and one', (count) => {
    const tally = [...times(count, 'red'), 'blue'].reduce<Tally>(addColor, []);
    expect(tally).toHaveLength(Math.min(count + 1, TALLY_SIZE));
    expect(tally.at(-1)).toBe('blue');
  });

  it('forgets the oldest first', () => {
    expect(addColor(['blue', ...times(99, 'red')], 'red')).toEqual(times(100, 'red'));
  });
});

describe('sharesOf', () => {
  it('is empty before the first answer', () => {
    expect(sharesOf([])).toEqual([]);
  });

  it('counts each color, sorted by name and not by who leads', () => {
    expect(sharesOf([...times(90, 'red'), ...times(10, 'blue')])).toEqual([
      { color: 'blue', count: 10, percent: 10 },
      { color: 'red', count: 90, percent: 90 },
    ]);
  });

  it('rounds, while there are less than a hundred', () => {
    expect(sharesOf(['red', 'blue', 'red']).map(({ percent }) => percent)).toEqual([33, 67]);
  });

  it('takes a color for what it says: toString and __proto__ are names like any other', () => {
    expect(sharesOf(['toString', '__proto__']).map(({ color, count }) => [color, count])).toEqual([
      ['__proto__', 1],
      ['toString', 1],
    ]);
  });
});
