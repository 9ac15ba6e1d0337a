/** A block of IPv4 addresses in CIDR notation: `10.0.0.0/16`. */

export interface AddressBlock {
  /** The first address as a number. */
  readonly first: number;
  /** Bits that all addresses of the block share, 0 to 32. */
  readonly prefix: number;
}

/** Undefined for anything else, and where the address is not the first one of its block. */
export function readBlock(text: string): AddressBlock | undefined {
  const block = readLoosely(text);
  return block && firstOf(block) === block.first ? block : undefined;
}

/** The block that holds the address: `10.0.0.0/16` for `10.0.7.0/16`. Undefined where the text is no address and prefix. */
export function blockAround(text: string): string | undefined {
  const block = readLoosely(text);
  return block && blockText({ ...block, first: firstOf(block) });
}

export function blockText({ first, prefix }: AddressBlock): string {
  const bytes = [24, 16, 8, 0].map((shift) => (first >>> shift) & 255);
  return `${bytes.join('.')}/${prefix}`;
}

export const addressesIn = (prefix: number): number => 2 ** (32 - prefix);

/** True where each address of `inner` is one of `outer`. */
export function holds(outer: AddressBlock, inner: AddressBlock): boolean {
  return (
    inner.prefix >= outer.prefix && firstOf({ first: inner.first, prefix: outer.prefix }) === outer.first
  );
}

/** Blocks that no address of the internet is in: RFC 1918, and RFC 6598 for 100.64.0.0/10. */
const PRIVATE = ['10.0.0.0/8', '100.64.0.0/10', '172.16.0.0/12', '192.168.0.0/16'];

export function isPrivate(block: AddressBlock): boolean {
  return PRIVATE.map(readBlock).some((range) => range !== undefined && holds(range, block));
}

function readLoosely(text: string): AddressBlock | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (match === null || match.slice(1).some((part) => part !== String(Number(part)))) return undefined;
  const [a = 0, b = 0, c = 0, d = 0, prefix = 0] = match.slice(1).map(Number);
  if ([a, b, c, d].some((byte) => byte > 255) || prefix > 32) return undefined;
  return { first: a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d, prefix };
}

/** Arithmetic in place of shifts: JavaScript shifts by 32 as by 0. */
function firstOf({ first, prefix }: AddressBlock): number {
  return first - (first % addressesIn(prefix));
}
