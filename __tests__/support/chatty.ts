/** A program that prints all the time and takes lines, for tests of the terminal: it says what it has heard. */
import { openTerminal } from '../../lib/commands/start/terminal';

const terminal = openTerminal({ isInteractive: true, onInterrupt: () => end() });
let printed = 0;
const timer = setInterval(() => {
  printed += 1;
  terminal.print([`log ${printed} ${'x'.repeat(printed % 100)} end`]);
}, 10);

function end(): void {
  clearInterval(timer);
  terminal.print([`over after ${printed}`]);
  terminal.close();
}

terminal.onLine((line) => terminal.print([`heard ${line}`]));
