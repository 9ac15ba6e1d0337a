import {
  blockAround,
  blockText,
  holds,
  isPrivate,
  readBlock,
} from '../../../lib/mesh/surroundings/address-block';

const block = (text: string) => {
  const read = readBlock(text);
  if (read === undefined) throw new Error(`${text} is no block`);
  return read;
};

describe('a block of addresses', () => {
  it.each(['0.0.0.0/0', '10.0.0.0/16', '10.0.0.64/26', '192.168.1.1/32', '255.255.255.254/31'])(
    '%s is written as it was read',
    (text) => {
      expect(blockText(block(text))).toBe(text);
    },
  );

  it.each([
    '10.0.0.0',
    '10.0.0.0/33',
    '10.0.0/16',
    '256.0.0.0/8',
    '010.0.0.0/8',
    '10.0.1.0/16',
    'fd00::/8',
    '',
    '10.0.0.0/',
  ])('%j is none', (text) => {
    expect(readBlock(text)).toBeUndefined();
  });

  it('is known by any of its addresses', () => {
    expect(blockAround('10.0.7.9/16')).toBe('10.0.0.0/16');
    expect(blockAround('200.1.2.3/0')).toBe('0.0.0.0/0');
    expect(blockAround('ten')).toBeUndefined();
  });

  it.each([
    ['10.0.0.0/16', '10.0.255.0/24', true],
    ['10.0.0.0/16', '10.0.0.0/16', true],
    ['10.0.0.0/16', '10.1.0.0/24', false],
    ['10.0.0.0/16', '10.0.0.0/15', false],
    ['0.0.0.0/0', '203.0.113.0/24', true],
  ])('%s holds %s: %s', (outer, inner, expected) => {
    expect(holds(block(outer), block(inner))).toBe(expected);
  });

  it.each([
    ['10.255.0.0/16', true],
    ['11.0.0.0/16', false],
    ['172.15.0.0/16', false],
    ['172.16.0.0/16', true],
    ['172.31.0.0/16', true],
    ['172.32.0.0/16', false],
    ['192.168.0.0/16', true],
    ['192.169.0.0/16', false],
    ['100.63.0.0/16', false],
    ['100.64.0.0/16', true],
    ['100.127.0.0/16', true],
    ['100.128.0.0/16', false],
    ['0.0.0.0/0', false],
  ])('%s is private: %s', (text, expected) => {
    expect(isPrivate(block(text))).toBe(expected);
  });
});
