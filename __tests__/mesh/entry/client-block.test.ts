/** Blocks of clients' addresses, of both kinds. */
import {
  canonicalIpv6Block,
  holdsAddress,
  holdsBlock,
  isBlock,
  isIpv6Block,
} from '../../../lib/mesh/entry/client-block';

it.each(['0.0.0.0/0', '10.1.2.3/8', '203.0.113.0/24', '255.255.255.255/32', '::/0', '2001:DB8::1/128'])(
  '%s is a block',
  (block) => expect(isBlock(block)).toBe(true),
);

it.each([
  ['a host', '203.0.113.7'],
  ['too long', '10.0.0.0/33'],
  ['too large a byte', '10.0.0.256/8'],
  ['three numbers', '10.0.0/8'],
  ['a length with a zero before', '10.0.0.0/08'],
  ['two lengths', '10.0.0.0/8/8'],
  ['nothing', ''],
  ['an IPv6 address', '2001:db8::1'],
  ['too long for IPv6', '2001:db8::/129'],
  ['two gaps', '2001::db8::/32'],
  ['nine parts', '1:2:3:4:5:6:7:8:9/64'],
  ['a zone of an interface', 'fe80::1%eth0/64'],
  ['colons', '::::/0'],
])('no block: %s', (_, block) => {
  expect(isBlock(block)).toBe(false);
  expect(isIpv6Block(block)).toBe(false);
});

it('tells the kinds apart', () => {
  expect(['10.0.0.0/8', '2001:db8::/32'].map(isIpv6Block)).toEqual([false, true]);
});

it.each([
  ['10.0.0.0/8', '10.9.0.0/16', true],
  ['10.9.0.0/16', '10.0.0.0/8', false],
  ['0.0.0.0/0', '203.0.113.0/24', true],
  ['10.0.0.0/8', '11.0.0.0/16', false],
  ['2001:db8::/32', '2001:db8:ffff::/48', true],
  ['2001:db8::/32', '2001:db9::/48', false],
  ['2001:db8::/48', '2001:db8::/32', false],
  ['::/0', '2001:db8::/32', true],
  ['0.0.0.0/0', '2001:db8::/32', false],
  ['::/0', '10.0.0.0/8', false],
  ['1:2:3:4:5:6:7::/112', '1:2:3:4:5:6:7:8/128', true],
])('%s holds %s: %s', (outer, inner, expected) => expect(holdsBlock(outer, inner)).toBe(expected));

it('holds an address of its kind', () => {
  expect(holdsAddress('10.0.0.0/8', '10.255.255.255')).toBe(true);
  expect(holdsAddress('2001:db8::/64', '2001:db8::ffff:1')).toBe(true);
  expect(holdsAddress('2001:db8::/64', '2001:db8:0:1::1')).toBe(false);
  expect(holdsAddress('::/0', '10.0.0.1')).toBe(false);
});

it.each([
  ['2001:db8::/32', '2001:db8::/32'],
  ['2001:0DB8:0:0::/32', '2001:db8::/32'],
  ['2001:db8::1/64', '2001:db8::/64'],
  ['0:0::/0', '::/0'],
  ['2001:db8::1/128', '2001:db8::1/128'],
  ['1:2:3:4:5:6:7:8/112', '1:2:3:4:5:6:7:0/112'],
  ['::FFFF:0A00:0/104', '::ffff:a00:0/104'],
  ['1:0:0:2:0:0:0:3/128', '1:0:0:2::3/128'],
  ['1:0:0:2:0:0:3:4/128', '1::2:0:0:3:4/128'],
  ['10:0:0:100::/64', '10:0:0:100::/64'],
  ['1:0:2:3:4:5:6:7/128', '1:0:2:3:4:5:6:7/128'],
  ['10.0.0.0/8', undefined],
  ['2001:db8::', undefined],
])('%s is written %s', (block, expected) => expect(canonicalIpv6Block(block)).toBe(expected));
