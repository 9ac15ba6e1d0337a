// A tiny DNS server for A records over UDP: like Cloud Map's, it answers at most eight of a name's addresses, at random.
import { createSocket } from 'node:dgram';

export interface DnsServer {
  readonly host: string;
  readonly port: number;
  /** Addresses by name; it may be changed while the server runs. */
  readonly addresses: Map<string, readonly string[]>;
  /** Names of which it says nothing at all; it may be changed as well. */
  readonly silent: Set<string>;
  /** How often a name was asked for. */
  readonly asked: (name: string) => number;
  readonly stop: () => Promise<void>;
}

/** RFC 1035, 3.2.2 and 3.2.4. */
const A = 1;
const INTERNET = 1;
const MOST_ANSWERS = 8;
/** Envoy asks again after it; shorter than Cloud Map's, so that tests are. */
const TTL_SECONDS = 1;

export async function startDnsServer(host: string): Promise<DnsServer> {
  const addresses = new Map<string, readonly string[]>();
  const socket = createSocket('udp4');
  const silent = new Set<string>();
  const asked = new Map<string, number>();
  socket.on('message', (query, sender) => {
    const { name } = readName(query);
    asked.set(name, (asked.get(name) ?? 0) + 1);
    if (!silent.has(name)) socket.send(answer(query, addresses), sender.port, sender.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, host, resolve));
  return {
    host,
    port: socket.address().port,
    addresses,
    silent,
    asked: (name) => asked.get(name) ?? 0,
    stop: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

/** A name without an address does not exist. */
function answer(query: Buffer, addresses: DnsServer['addresses']): Buffer {
  const { name, end } = readName(query);
  const type = query.readUInt16BE(end);
  const known = addresses.get(name);
  const records =
    type === A
      ? shuffled(known ?? [])
          .slice(0, MOST_ANSWERS)
          .map(record)
      : [];
  const head = Buffer.alloc(12);
  query.copy(head, 0, 0, 2);
  // An authoritative answer, and "no such name" (3) where there is none.
  head.writeUInt16BE(0x8580 | (known === undefined ? 3 : 0), 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(records.length, 6);
  return Buffer.concat([head, query.subarray(12, end + 4), ...records]);
}

/** Labels after the header, each with its length before it. */
function readName(query: Buffer): { readonly name: string; readonly end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
    labels.push(query.toString('ascii', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), end: at + 1 };
}

function record(address: string): Buffer {
  const head = Buffer.alloc(12);
  // The name of the question, by its place.
  head.writeUInt16BE(0xc00c, 0);
  head.writeUInt16BE(A, 2);
  head.writeUInt16BE(INTERNET, 4);
  head.writeUInt32BE(TTL_SECONDS, 6);
  head.writeUInt16BE(4, 10);
  return Buffer.concat([head, Buffer.from(address.split('.').map(Number))]);
}

function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, order: Math.random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item);
}
