/** Asks the user, if there is a terminal. */
import { createInterface } from 'node:readline';
import type { Problem } from '../../mesh/checks/problem';
import { approvalMissing } from './problems';

/** Without a terminal for the question, terraform would wait for ever, or fail in the middle of its work. */
export function validateApproval(command: string, autoApprove: boolean): Problem[] {
  return autoApprove || process.stdin.isTTY ? [] : [approvalMissing(command)];
}

/** Asks the user; true for yes. */
export type Confirm = (question: string) => Promise<boolean>;

/** How much a command may do without asking. */
export interface Approval {
  /** Without it the command asks before each stack, and before it empties the bucket. */
  readonly autoApprove: boolean;
  readonly confirm: Confirm;
}

interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** As terraform asks: only `yes` means yes. The end of the input means no. */
export function confirm(
  question: string,
  { input, output }: Terminal = { input: process.stdin, output: process.stdout },
): Promise<boolean> {
  // No raw mode of the terminal: Ctrl-C ends the command, as everywhere else.
  const lines = createInterface({ input, output, terminal: false });
  return new Promise((resolve) => {
    lines.once('close', () => resolve(false));
    lines.question(`${question}\nOnly 'yes' will be accepted: `, (answer) => {
      resolve(answer.trim() === 'yes');
      lines.close();
    });
  });
}
