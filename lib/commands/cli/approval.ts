/** Asks the user, where there is one. */
import { createInterface } from 'node:readline';
import type { Problem } from '../../mesh/checks/problem';
import { approvalMissing } from './problems';

/** Without a terminal for the question, terraform would wait for ever, or fail in the middle of its work. */
export function validateApproval(command: string, autoApprove: boolean): Problem[] {
  return autoApprove || process.stdin.isTTY ? [] : [approvalMissing(command)];
}

/** Asks the user; true for yes. */
export type Confirm = (question: string) => Promise<boolean>;

/** How far a command may go without asking. */
export interface Approval {
  /** Without it the user is asked before each stack, and before the bucket is emptied. */
  readonly autoApprove: boolean;
  readonly confirm: Confirm;
}

interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** As terraform asks: only `yes` is yes; the end of the input is no. */
export function confirm(
  question: string,
  { input, output }: Terminal = { input: process.stdin, output: process.stdout },
): Promise<boolean> {
  // No terminal mode of its own: Ctrl-C ends the command, as everywhere else.
  const lines = createInterface({ input, output, terminal: false });
  return new Promise((resolve) => {
    lines.once('close', () => resolve(false));
    lines.question(`${question}\nOnly 'yes' will be accepted: `, (answer) => {
      resolve(answer.trim() === 'yes');
      lines.close();
    });
  });
}
