/** One build at a time on this machine: two would write the same files. */
import { createServer, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Who listens here builds. The system gives it back however the builder ends, and no file is left behind. */
const TURN = { host: '127.0.0.1', port: 15_011 };
const EVERY_MS = 100;

export async function inTurn(work: () => Promise<void>, interrupted: AbortSignal): Promise<void> {
  let turn = await takeTurn();
  while (turn === undefined) {
    await sleep(EVERY_MS, undefined, { signal: interrupted });
    turn = await takeTurn();
  }
  try {
    await work();
  } finally {
    turn.close();
  }
}

function takeTurn(): Promise<Server | undefined> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(undefined));
    server.listen(TURN, () => resolve(server));
  });
}
