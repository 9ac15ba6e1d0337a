/** Lines of a command. If the output is not a terminal, as in a CI's log, each line begins with the time in UTC. */

export interface ScreenInput {
  readonly isTerminal: boolean;
  write(text: string): void;
  now(): Date;
}

export function openScreen({ isTerminal, write, now }: ScreenInput): (text: string) => void {
  const stamp = (line: string) =>
    isTerminal || line === '' ? line : `${now().toISOString().replace(/\.\d+/, '')} ${line}`;
  return (text) => write(`${text.split('\n').map(stamp).join('\n')}\n`);
}
