/** Prints lines and reads lines at the same terminal: the line that is being typed stays whole, below the output. */
import { createInterface, type Interface } from 'node:readline';

export interface Terminal {
  readonly print: (lines: readonly string[]) => void;
  /** Lines that were typed before there is a listener are delivered to it. */
  readonly onLine: (hear: (line: string) => void) => void;
  readonly close: () => void;
}

export interface TerminalRefs {
  /** A person types and reads here; otherwise lines may come from a pipe. */
  readonly isInteractive: boolean;
  /** Ctrl-C, Ctrl-D. */
  readonly onInterrupt: () => void;
}

const PROMPT = '> ';

export function openTerminal({ isInteractive, onInterrupt }: TerminalRefs): Terminal {
  const { stdin: input, stdout: output } = process;
  const reader = isInteractive
    ? createInterface({ input, output, prompt: PROMPT })
    : createInterface({ input, terminal: false });
  const lines = lineQueue(reader);
  let closed = false;
  if (isInteractive) {
    reader.on('SIGINT', onInterrupt);
    reader.on('close', () => closed || onInterrupt());
    reader.on('SIGTSTP', () => suspend(reader));
  }
  return {
    print: (texts) => {
      const text = texts.map((each) => `${each}\n`).join('');
      if (!isInteractive || closed) output.write(text);
      else printAbove(reader, withoutControls(text));
    },
    onLine: (hear) =>
      lines((line) => {
        hear(line);
        if (isInteractive && !closed) reader.prompt();
      }),
    close: () => {
      if (closed) return;
      closed = true;
      if (isInteractive) output.write(clearPrompt(reader));
      reader.close();
      // An open terminal would keep the process alive.
      input.destroy();
    },
  };
}

function lineQueue(reader: Interface): (hear: (line: string) => void) => void {
  const early: string[] = [];
  let hears: ((line: string) => void) | undefined;
  reader.on('line', (line) => {
    if (hears === undefined) early.push(line);
    else hears(line);
  });
  return (hear) => {
    hears = hear;
    early.splice(0).forEach(hear);
  };
}

/** Readline would move up by the rows of the old prompt, which are cleared already. */
function printAbove(reader: Interface, text: string): void {
  process.stdout.write(`${clearPrompt(reader)}${text}`);
  (reader as Interface & { prevRows: number }).prevRows = 0;
  reader.prompt(true);
}

/** From the prompt's first row to the end of the screen. */
function clearPrompt(reader: Interface): string {
  const { rows } = reader.getCursorPos();
  return `${rows > 0 ? `\u001b[${rows}A` : ''}\r\u001b[J`;
}

/** Colors stay; codes that move the cursor are removed. */
function withoutControls(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/\u001b(?!\[[\d;]*m)(\[[\d;?]*[A-Za-z])?|[\u0000-\u0008\u000b-\u001a\u007f]/g, '');
}

/**
 * Ctrl-Z stops the whole foreground group, npm too, as a terminal does. Otherwise npm would wait for us, and the shell
 * for npm.
 */
function suspend(reader: Interface): void {
  process.stdout.write(clearPrompt(reader));
  process.stdin.setRawMode(false);
  process.once('SIGCONT', () => {
    process.stdin.setRawMode(true);
    reader.prompt(true);
  });
  process.kill(0, 'SIGTSTP');
}
