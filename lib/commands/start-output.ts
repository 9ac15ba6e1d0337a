/** Where `npm start` says what happens, and hears that it shall end. */
import type { MeshEvent, Tell } from '../local/events';
import { textWriter } from '../local/text';

export interface StartOutput {
  readonly tell: Tell;
  /** Aborted by Ctrl-C, by a terminal or pipe that closes, by `kill`. */
  readonly interrupted: AbortSignal;
  readonly untilInterrupted: () => Promise<void>;
}

const PARENT_CHECK_MS = 250;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export function openOutput(json: boolean): StartOutput {
  const interrupt = new AbortController();
  // A terminal that has closed, or the `head` of a pipe, takes no more; what is left to do is to end what runs.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => interrupt.abort());
  // Under npm each arrives twice, so the second one is no sign of impatience.
  for (const name of SIGNALS) process.on(name, () => interrupt.abort());
  interruptWithParent(interrupt);
  const toText = textWriter({ colors: process.stdout.isTTY });
  const write = json ? (event: MeshEvent) => [JSON.stringify(event)] : toText;
  return {
    tell: (event) => void process.stdout.write(`${write(event).join('\n')}\n`),
    interrupted: interrupt.signal,
    untilInterrupted: () =>
      new Promise((resolve) => {
        if (interrupt.signal.aborted) resolve();
        else interrupt.signal.addEventListener('abort', () => resolve());
      }),
  };
}

/** Killed, npm and its shell take nobody with them: that we have another parent is all that tells us. */
function interruptWithParent(interrupt: AbortController): void {
  const { ppid } = process;
  setInterval(() => {
    if (process.ppid !== ppid) interrupt.abort();
  }, PARENT_CHECK_MS).unref();
}
