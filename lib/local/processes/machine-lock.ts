/** What one process at a time on this machine may have: a port of its loopback. */
import { createServer, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Undefined where another has it. The system gives it back however its holder ends, and no file is left behind; whoever
 * inherits the socket holds it, too.
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
  /** Ends the wait: it rejects. @default - it waits as long as it takes */
  readonly interrupted?: AbortSignal;
  /** Before each further try. @param waitedMs since the first one */
  onWait?(waitedMs: number): void;
}

/** Resolves once nobody else has it. */
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
