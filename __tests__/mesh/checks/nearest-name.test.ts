/** Among many names a slip is found by another way than among few, and found as well. */
import { likelyName, nearestName } from '../../../lib/mesh/checks/nearest-name';

const many = [...Array.from({ length: 200 }, (_, index) => `service-${index}`), 'orders', 'prices'];

describe.each([
  ['few', ['orders', 'prices', 'service-150']],
  ['many', many],
])('of %s names', (_, known) => {
  it.each([
    ['ordres', 'orders'],
    ['oders', 'orders'],
    ['orderss', 'orders'],
    ['orderz', 'orders'],
    ['servcie-150', 'service-150'],
    ['accounts', undefined],
    ['', undefined],
    ['x'.repeat(100_000), undefined],
  ])('%.20s is probably %s', (name, nearest) => {
    expect(nearestName(name, known)).toBe(nearest);
  });
});

it('of two that are as near, it is the first by name, whatever their order', () => {
  expect(nearestName('service-x', many)).toBe('service-0');
  expect(nearestName('service-x', [...many].reverse())).toBe('service-0');
  expect(nearestName('aaaa', ['aaac', 'aaab'])).toBe('aaab');
});

it('a name of a hundred thousand letters is compared with another', () => {
  const long = 'x'.repeat(100_000);
  expect(nearestName(`${long}y`, [`${long}z`])).toBe(`${long}z`);
});

describe('the name that a person likely meant', () => {
  const known = ['client', 'color-teller', 'ecsworkshop'];

  it.each([
    ['teller', 'color-teller'],
    ['colorteller', 'color-teller'],
    ['the-client', 'client'],
    ['workshop', 'ecsworkshop'],
    ['clnit', 'client'],
    ['xyz', undefined],
    ['-', undefined],
  ])('%s: %s', (name, likely) => {
    expect(likelyName(name, known)).toBe(likely);
  });
});
