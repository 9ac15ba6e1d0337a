/** Finds the addresses at which a program listens: an answer at its address may come from another program. */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { promisify } from 'node:util';

export interface ListeningAddress {
  /** `*` for every address of the machine. */
  readonly host: string;
  readonly port: number;
}

/** Addresses of a process group and of all processes that it has started; undefined if this system does not show them. */
export async function listeningAddresses(group: number): Promise<readonly ListeningAddress[] | undefined> {
  return process.platform === 'linux' ? listeningByProc(group) : listeningByLsof(group);
}

/** A socket in `/proc/net/tcp` has a number, and a process that has it open has a link with that number. */
export function listeningByProc(group: number): readonly ListeningAddress[] | undefined {
  const tables = ['/proc/net/tcp', '/proc/net/tcp6'].map(readIfThere);
  if (tables.every((table) => table === undefined)) return undefined;
  const own = new Set(membersOf(group).flatMap(socketsOf));
  return tables.flatMap((table) =>
    (table ?? '')
      .split('\n')
      .map((row) => row.trim().split(/\s+/))
      .filter(([, , , state, , , , , , inode = '']) => state === LISTENS && own.has(inode))
      .map(([, place = '']) => readAddress(place)),
  );
}

/** Every macOS has lsof. */
export async function listeningByLsof(group: number): Promise<readonly ListeningAddress[] | undefined> {
  const words = ['-a', '-g', String(group), '-iTCP', '-sTCP:LISTEN', '-n', '-P', '-F', 'n'];
  try {
    const { stdout } = await promisify(execFile)('lsof', words, { timeout: 5_000 });
    return [...stdout.matchAll(/^n\[?(.+?)\]?:(\d+)$/gm)].map(([, host = '', port]) => ({
      host: isEvery(host) ? '*' : host,
      port: Number(port),
    }));
  } catch (error) {
    // lsof ends with 1 if there is nothing to list.
    return (error as { readonly code?: unknown }).code === 1 ? [] : undefined;
  }
}

const LISTENS = '0A';

/** `0200407F:0BB8` is 127.64.0.2:3000: each group of four bytes has its last byte first. */
function readAddress(text: string): ListeningAddress {
  const [address = '', port = ''] = text.split(':');
  const bytes = (address.match(/.{8}/g) ?? []).flatMap((word) =>
    (word.match(/../g) ?? []).reverse().map((byte) => parseInt(byte, 16)),
  );
  return { host: writeAddress(bytes), port: parseInt(port, 16) };
}

function writeAddress(bytes: readonly number[]): string {
  if (bytes.every((byte) => byte === 0)) return '*';
  // ::ffff:127.0.0.1 is how an IPv6 socket shows an IPv4 address.
  if (bytes.length === 4 || bytes[10] === 255) return bytes.slice(-4).join('.');
  return bytes.every((byte, index) => byte === (index === 15 ? 1 : 0)) ? '::1' : 'another IPv6 address';
}

function isEvery(host: string): boolean {
  return ['*', '0.0.0.0', '::'].includes(host);
}

/** Processes of the group, and processes that they have started in other groups. */
function membersOf(group: number): number[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      const text = readIfThere(`/proc/${pid}/stat`) ?? '';
      // The name in parentheses may hold spaces and parentheses.
      const [, parent, of] = text.slice(text.lastIndexOf(')') + 2).split(' ');
      return of === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), group: Number(of) }];
    });
  const members = new Set(all.filter((each) => each.group === group).map(({ pid }) => pid));
  for (let size = -1; size < members.size;) {
    size = members.size;
    for (const { pid, parent } of all) if (members.has(parent)) members.add(pid);
  }
  return [...members];
}

function socketsOf(pid: number): string[] {
  const folder = `/proc/${pid}/fd`;
  try {
    return readdirSync(folder).flatMap((name) => {
      const [, inode] = /^socket:\[(\d+)\]$/.exec(linkAt(`${folder}/${name}`)) ?? [];
      return inode === undefined ? [] : [inode];
    });
  } catch {
    // The process has ended, or belongs to another user.
    return [];
  }
}

function linkAt(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
