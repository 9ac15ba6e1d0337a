/** One build at a time on this machine: two would write the same files. */
import { waitForTurn } from '../processes/machine-lock';

/** Who listens here builds. */
const PORT = 15_011;
const EVERY_MS = 100;

export async function inTurn(work: () => Promise<void>, interrupted: AbortSignal): Promise<void> {
  const turn = await waitForTurn(PORT, { everyMs: EVERY_MS, interrupted });
  try {
    await work();
  } finally {
    turn.close();
  }
}
