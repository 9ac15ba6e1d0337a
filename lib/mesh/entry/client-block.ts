/** A block of addresses of clients, IPv4 or IPv6: `203.0.113.0/24`, `2001:db8::/32`. */
import { readBlock } from '../surroundings/address-block';

export interface ClientBlock {
  readonly isIpv6: boolean;
  /** The address as a number: of its bits, `length` count. */
  readonly address: bigint;
  readonly length: number;
}

const BITS = { ipv4: 32, ipv6: 128 } as const;

/** Undefined where the text is no address and length. The rest of the address may be other than 0. */
export function readClientBlock(text: string): ClientBlock | undefined {
  const [address = '', length = '', ...rest] = text.split('/');
  if (rest.length > 0 || !/^(0|[1-9]\d{0,2})$/.test(length)) return undefined;
  const isIpv6 = address.includes(':');
  const number = isIpv6 ? readIpv6(address) : readIpv4(address);
  if (number === undefined || Number(length) > (isIpv6 ? BITS.ipv6 : BITS.ipv4)) return undefined;
  return { isIpv6, address: number, length: Number(length) };
}

export const isBlock = (text: string): boolean => readClientBlock(text) !== undefined;

export const isIpv6Block = (text: string): boolean => readClientBlock(text)?.isIpv6 ?? false;

/** Whether a block holds all addresses of another one. */
export function holdsBlock(outer: string, inner: string): boolean {
  const [wide, narrow] = [readClientBlock(outer), readClientBlock(inner)];
  if (wide === undefined || narrow === undefined || wide.isIpv6 !== narrow.isIpv6) return false;
  return wide.length <= narrow.length && prefixOf(wide, wide.length) === prefixOf(narrow, wide.length);
}

/** Whether an address is in the block. */
export const holdsAddress = (block: string, address: string): boolean =>
  holdsBlock(block, `${address}/${address.includes(':') ? BITS.ipv6 : BITS.ipv4}`);

/**
 * The one way to write an IPv6 block: as RFC 5952 writes its first address. The provider takes no other address of a block,
 * and AWS answers in this way, so every plan would change another one. Undefined for anything else.
 */
export function canonicalIpv6Block(text: string): string | undefined {
  const block = readClientBlock(text);
  if (block?.isIpv6 !== true) return undefined;
  const rest = BigInt(BITS.ipv6 - block.length);
  return `${ipv6Text((block.address >> rest) << rest)}/${block.length}`;
}

function prefixOf({ isIpv6, address }: ClientBlock, length: number): bigint {
  return address >> BigInt((isIpv6 ? BITS.ipv6 : BITS.ipv4) - length);
}

function readIpv4(address: string): bigint | undefined {
  const block = readBlock(`${address}/${BITS.ipv4}`);
  return block && BigInt(block.first);
}

function readIpv6(address: string): bigint | undefined {
  const [head = '', tail, ...more] = address.split('::').map((part) => (part === '' ? [] : part.split(':')));
  const [before, after] = [[head].flat(), tail ?? []];
  const missing = 8 - before.length - after.length;
  if (more.length > 0 || (tail === undefined ? missing !== 0 : missing < 1)) return undefined;
  const parts = [...before, ...Array.from({ length: missing }, () => '0'), ...after];
  return parts.every((part) => /^[0-9A-Fa-f]{1,4}$/.test(part))
    ? parts.reduce((sum, part) => sum * 65536n + BigInt(`0x${part}`), 0n)
    : undefined;
}

/** Small letters, no zeros before, and `::` for the longest run of zeros, the first of equal ones. */
function ipv6Text(address: bigint): string {
  const text = [7n, 6n, 5n, 4n, 3n, 2n, 1n, 0n]
    .map((place) => ((address >> (place * 16n)) & 0xffffn).toString(16))
    .join(':');
  const [longest] = (text.match(/(^|:)0(:0)+(?=:|$)/g) ?? []).sort((a, b) => runOf(b) - runOf(a));
  if (longest === undefined) return text;
  const start = text.indexOf(longest);
  return `${text.slice(0, start)}::${text.slice(start + longest.length).replace(/^:/, '')}`;
}

const runOf = (zeros: string) => zeros.replaceAll(':', '').length;
