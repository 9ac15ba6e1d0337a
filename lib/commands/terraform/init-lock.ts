/** One init at a time for each cache of providers: Terraform's cache is not safe for several. */
import type { Server } from 'node:net';
import { waitForMachineLock } from '../../local/processes/machine-lock';
import { hashOf } from '../../mesh/hash';

/**
 * The process that listens on the port has the cache. Two caches may get the same port: then one waits for the other
 * without need.
 */
const PORTS = { first: 15_100, count: 400 };
const EVERY_MS = 200;
/** A longer wait is reported. */
const PATIENCE_MS = 2_000;

export interface TurnInput {
  /** Path of the cache. */
  readonly cache: string;
  say(line: string): void;
}

/** @param work gets the socket: if the command is killed, an init that still runs keeps the turn */
export async function inInitTurn<Result>(
  { cache, say }: TurnInput,
  work: (descriptor: number | undefined) => Promise<Result>,
): Promise<Result> {
  let told = false;
  const onWait = (waitedMs: number) => {
    if (told || waitedMs <= PATIENCE_MS) return;
    say('another terraform init uses the same cache of providers: waiting until it has ended');
    told = true;
  };
  const turn = await waitForMachineLock(lockPort(cache), { everyMs: EVERY_MS, onWait });
  try {
    return await work(descriptorOf(turn));
  } finally {
    turn.close();
  }
}

export function lockPort(cache: string): number {
  return PORTS.first + (hashOf(cache) % PORTS.count);
}

/** Node has this function, but its types do not name it. It is absent on Windows. */
function descriptorOf(server: Server): number | undefined {
  const { _handle: handle } = server as Server & { readonly _handle?: { readonly fd?: number } };
  return handle?.fd !== undefined && handle.fd >= 0 ? handle.fd : undefined;
}
