/** The frame of every command: reads its arguments, runs it, and turns what happened into an exit code. */
import { join } from 'node:path';
import { MeshError } from '../../mesh/checks/problem';
import { type CommandLine, usage } from './command-line';
import { type Arguments, readArguments } from './read-arguments';

export interface Command {
  readonly line: CommandLine;
  /** Resolves with the exit code. */
  run(given: Arguments): Promise<number> | number;
}

/** Ends the command where it stands. What happened has been said already. */
export class CommandEnd extends Error {
  constructor(readonly exitCode: number) {
    super(`the command ends with ${exitCode}`);
  }
}

/** The folder of `cdktf.json`. */
export const ROOT = join(__dirname, '..', '..', '..');

/** The last line of a command's file. */
export function runCommand(command: Command): void {
  void exitCodeOf(command, process.argv.slice(2)).then((code) => (process.exitCode = code));
}

export async function exitCodeOf(command: Command, words: readonly string[]): Promise<number> {
  try {
    const given = readArguments(command.line, words);
    if (!given.help) return await command.run(given);
    console.log(usage(command.line));
    return 0;
  } catch (error) {
    if (error instanceof CommandEnd) return error.exitCode;
    // Whatever is no problem that we know is a bug of ours, and its stack is wanted.
    console.error(error instanceof MeshError ? error.message : error);
    return 1;
  }
}
