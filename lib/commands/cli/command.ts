/** The frame of every command: it reads the arguments, runs the command, and turns the result into an exit code. */
import { join } from 'node:path';
import { MeshError } from '../../mesh/checks/problem';
import { type CommandLine, usage } from './command-line';
import { type Arguments, readArguments } from './read-arguments';

export interface Command {
  readonly line: CommandLine;
  /** Resolves with the exit code. */
  run(given: Arguments): Promise<number> | number;
}

/** Ends the command at once. The reason has been printed already. */
export class CommandEnd extends Error {
  constructor(readonly exitCode: number) {
    super(`the command ends with ${exitCode}`);
  }
}

/** The folder that has `cdktf.json`. */
export const ROOT = join(__dirname, '..', '..', '..');

/** Called in the last line of a command's file. */
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
    // Every error that is not a problem of ours is a bug, and its stack trace is needed.
    console.error(error instanceof MeshError ? error.message : error);
    return 1;
  }
}
