/** Takes the turn of init for a cache, starts a program that inherits it, and prints its process. */
import { spawn } from 'node:child_process';
import { inInitTurn } from '../../../lib/commands/terraform/init-lock';

const say = (line: string) => console.error(line);

void inInitTurn({ cache: process.argv[2] ?? '', say }, (descriptor) => {
  const child = spawn('sleep', ['60'], { stdio: ['ignore', 'ignore', 'ignore', descriptor], detached: true });
  console.log(child.pid);
  return new Promise(() => undefined);
});
