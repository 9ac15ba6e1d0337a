/**
 * The file that terraform's output goes to. Terraform itself writes it. With a pipe of ours, terraform would die in the
 * middle of an apply if its command is killed.
 */
import {
  appendFileSync,
  closeSync,
  existsSync,
  fstatSync,
  openSync,
  readFileSync,
  readSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { withoutColours } from './terraform-lines';

/** In the folder of a run. */
export const LOG_FILE = 'terraform.log';
const ERROR_FILE = 'terraform.errors';
/** Other users cannot read it, as they cannot read the folder. */
const MODE = 0o600;
const POLL_MS = 100;
const CHUNK = 1 << 16;

export interface LoggedCall {
  /** For terraform to write to. */
  readonly stdout: number;
  readonly stderr: number;
  /** Both files are written completely. */
  end(): { readonly stdout: string; readonly stderr: string };
}

/** @param onText gets the output as it comes, and an empty text every tenth of a second */
export function logCall(
  folder: string,
  words: readonly string[],
  onText: (text: string) => void,
): LoggedCall {
  const file = join(folder, LOG_FILE);
  appendFileSync(file, `\n# ${new Date().toISOString()} terraform ${words.join(' ')}\n`, { mode: MODE });
  const stdout = openSync(file, 'a+', MODE);
  const stderr = openSync(join(folder, ERROR_FILE), 'w', MODE);
  let position = fstatSync(stdout).size;
  let text = '';
  const decoder = new TextDecoder();
  const poll = () => {
    const buffer = Buffer.alloc(CHUNK);
    let piece = '';
    for (let read = -1; read !== 0; position += read) {
      read = readSync(stdout, buffer, 0, CHUNK, position);
      piece += decoder.decode(buffer.subarray(0, read), { stream: true });
    }
    text += piece;
    onText(piece);
  };
  const timer = setInterval(poll, POLL_MS);
  return {
    stdout,
    stderr,
    end: () => {
      clearInterval(timer);
      poll();
      [stdout, stderr].forEach((open) => closeSync(open));
      const errors = readFileSync(join(folder, ERROR_FILE), 'utf8');
      appendFileSync(file, errors);
      return { stdout: text, stderr: errors };
    },
  };
}

/** On a terminal terraform writes in colours. Only the screen gets them. */
export function finishLog(folder: string): void {
  const file = join(folder, LOG_FILE);
  if (!existsSync(file)) return;
  writeFileSync(file, withoutColours(readFileSync(file, 'utf8')));
}
