/** One build at a time on this machine: two builds would write the same files. */
import { waitForMachineLock } from '../processes/machine-lock';

/** The process that listens at this port may build. */
const PORT = 15_011;
const EVERY_MS = 100;

export async function withBuildLock(work: () => Promise<void>, interrupted: AbortSignal): Promise<void> {
  const lock = await waitForMachineLock(PORT, { everyMs: EVERY_MS, interrupted });
  try {
    await work();
  } finally {
    lock.close();
  }
}
