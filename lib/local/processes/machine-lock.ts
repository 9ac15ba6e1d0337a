/** A lock that one process at a time on this machine holds: a port of the loopback address. */
import { createServer, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Undefined if another process holds the lock. The system frees it when its holder ends in any way, and no file is left.
 * A child that inherits the socket holds the lock too.
 */
export function tryMachineLock(port: number): Promise<Server | undefined> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(undefined));
    server.listen({ host: '127.0.0.1', port }, () => resolve(server));
  });
}

export interface MachineLockWait {
  /** Milliseconds between two tries. */
  readonly everyMs: number;
  /** Ends the wait, which then rejects. @default - it waits as long as needed */
  readonly interrupted?: AbortSignal;
  /** Called before each further try. @param waitedMs since the first one */
  onWait?(waitedMs: number): void;
}

/** Resolves once no other process holds it. */
export async function waitForMachineLock(
  port: number,
  { everyMs, interrupted, onWait }: MachineLockWait,
): Promise<Server> {
  const since = Date.now();
  for (;;) {
    const lock = await tryMachineLock(port);
    if (lock !== undefined) return lock;
    onWait?.(Date.now() - since);
    await sleep(everyMs, undefined, { ...(interrupted && { signal: interrupted }) });
  }
}
