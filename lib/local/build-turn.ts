/** One build at a time on this machine: two would write the same files. */
import { setTimeout as sleep } from 'node:timers/promises';
import { takeTurn } from './turn';

/** Who listens here builds. */
const PORT = 15_011;
const EVERY_MS = 100;

export async function inTurn(work: () => Promise<void>, interrupted: AbortSignal): Promise<void> {
  let turn = await takeTurn(PORT);
  while (turn === undefined) {
    await sleep(EVERY_MS, undefined, { signal: interrupted });
    turn = await takeTurn(PORT);
  }
  try {
    await work();
  } finally {
    turn.close();
  }
}
