// Waits for what a page is about to show.
import { setTimeout as sleep } from 'node:timers/promises';

/** A machine that is busy with the rest of the tests is slow. */
export const WAIT_MS = 10_000;

/** What the page shows is a moment behind what it was answered. */
export async function until<T>(read: () => Promise<T>, expected: T): Promise<void> {
  const end = Date.now() + WAIT_MS;
  while (JSON.stringify(await read()) !== JSON.stringify(expected) && Date.now() < end) await sleep(20);
  expect(await read()).toEqual(expected);
}
