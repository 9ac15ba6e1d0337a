/** Output and input of `npm start`: prints events, reads typed lines, and receives the signals that end it. */
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
  /** Restores the terminal. */
  readonly close: () => void;
}

export interface OutputRefs {
  readonly json: boolean;
  /** Read anew for each line. */
  readonly logs: () => LogChoice;
  readonly isInteractive: boolean;
}

const PARENT_CHECK_MS = 250;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export function openOutput({ json, logs, isInteractive }: OutputRefs): StartOutput {
  const controller = new AbortController();
  const interrupt = () => controller.abort();
  // A closed terminal, or the `head` of a pipe, takes no more output. The mesh is then stopped.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', interrupt);
  // Under npm each signal arrives twice, so a second one does not mean that the user is impatient.
  for (const name of SIGNALS) process.on(name, interrupt);
  interruptWithParent(interrupt);
  const toText = eventWriter({ colors: process.stdout.isTTY });
  const write = json ? (event: MeshEvent) => [JSON.stringify(event)] : toText;
  const { print, onLine, close } = openTerminal({ isInteractive, onInterrupt: interrupt });
  let isOver = false;
  return {
    tell: (event) => {
      // Unfinished changes may print a line after the end.
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
