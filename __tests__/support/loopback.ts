// Loopback addresses beside 127.0.0.1: Linux has all of 127.0.0.0/8, macOS that one alone.
import { spawnSync } from 'node:child_process';

/** Ends with 0 if it can listen there. */
const LISTEN = "require('net').createServer().listen(0, process.argv[1], () => process.exit())";

/** Why tasks cannot each have an address of their own; undefined if they can. */
export function whyOneAddress(second = '127.0.0.2'): string | undefined {
  const { status } = spawnSync(process.execPath, ['-e', LISTEN, second], { timeout: 20_000 });
  if (status === 0) return undefined;
  return `each task needs a loopback address of its own, and this machine cannot listen on ${second}: macOS has 127.0.0.1 alone (sudo ifconfig lo0 alias adds one; run them on Linux)`;
}
