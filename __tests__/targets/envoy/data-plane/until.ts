/** Waits for what a data plane does in its own time. */
import { setTimeout as sleep } from 'node:timers/promises';

/** Asks until the answer is yes; the test's own timeout ends it, and says what was waited for. */
export async function until(
  what: string,
  ask: () => boolean | Promise<boolean>,
  timeoutMs = 15_000,
): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!(await ask())) {
    if (Date.now() > end) throw new Error(`waited ${timeoutMs} ms in vain: ${what}`);
    await sleep(30);
  }
}
