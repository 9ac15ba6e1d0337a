/** What work refuses: the message of each problem, or `done`. */
import { CommandEnd } from '../../lib/commands/cli/command';
import { MeshError } from '../../lib/mesh/checks/problem';

export async function refusalOf(work: () => unknown): Promise<string> {
  try {
    await work();
  } catch (error) {
    if (error instanceof MeshError) return error.message;
    if (error instanceof CommandEnd) return `ends with ${error.exitCode}`;
    throw error;
  }
  return 'done';
}

/** Their codes alone. */
export async function codesOf(work: () => unknown): Promise<string[]> {
  return [...(await refusalOf(work)).matchAll(/\[([a-z-]+)\]$/gm)].map(([, code = '']) => code);
}
