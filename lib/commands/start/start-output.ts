/** Output and input of `npm start`: prints events, reads typed lines, and hears the signals that end it. */
import type { MeshEvent, Tell } from '../../local/report/events';
import { isShown, type LogChoice } from '../../local/report/log-choice';
import { eventWriter } from '../../local/report/event-text';
import { openTerminal, type Terminal } from './terminal';

export interface StartOutput {
  readonly tell: Tell;
  readonly onLine: Terminal['onLine'];
  /** Aborted by Ctrl-C, by a terminal or pipe that closes, by `kill`, by `quit`. */
  readonly interrupted: AbortSignal;
  readonly interrupt: () => void;
  readonly untilInterrupted: () => Promise<void>;
  /** Gives the terminal back. */
  readonly close: () => void;
}

export interface OutputRefs {
  readonly json: boolean;
  /** Asked for each line. */
  readonly logs: () => LogChoice;
  readonly isInteractive: boolean;
}

const PARENT_CHECK_MS = 250;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export function openOutput({ json, logs, isInteractive }: OutputRefs): StartOutput {
  const controller = new AbortController();
  const interrupt = () => controller.abort();
  // A terminal that has closed, or the `head` of a pipe, takes no more; what is left to do is to end what runs.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', interrupt);
  // Under npm each arrives twice, so the second one is no sign of impatience.
  for (const name of SIGNALS) process.on(name, interrupt);
  interruptWithParent(interrupt);
  const toText = eventWriter({ colors: process.stdout.isTTY });
  const write = json ? (event: MeshEvent) => [JSON.stringify(event)] : toText;
  const { print, onLine, close } = openTerminal({ isInteractive, onInterrupt: interrupt });
  let isOver = false;
  return {
    tell: (event) => {
      // What was under way may have a word when all is over.
      if (isOver) return;
      isOver = event.event === 'stopped';
      if (event.event !== 'log' || isShown(logs(), event)) print(write(event));
    },
    onLine,
    interrupted: controller.signal,
    interrupt,
    untilInterrupted: () =>
      new Promise((resolve) => {
        if (controller.signal.aborted) resolve();
        else controller.signal.addEventListener('abort', () => resolve());
      }),
    close,
  };
}

/** If npm and its shell are killed, they end no child process: another parent process is the only sign. */
function interruptWithParent(interrupt: () => void): void {
  const { ppid } = process;
  setInterval(() => {
    if (process.ppid !== ppid) interrupt();
  }, PARENT_CHECK_MS).unref();
}
