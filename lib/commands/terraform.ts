/**
 * Runs terraform in the folder of a stack.
 *
 * Not through `cdktf deploy`: its node-pty has no binary above Node 22, it applies stacks side by side with one prompt
 * for all, `cdktf diff` plans one stack only, and neither can import. With terraform itself the prompt, the exit codes and
 * what happens on Ctrl-C are terraform's own.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { childEnvironment } from '../config';
import { MeshError } from '../mesh/problem';
import { terraformFailed, terraformMissing, terraformVersion } from './problems';
import { runProgram } from './program';

/** Resolves with terraform's exit code; what it says is shown. */
export type Terraform = (stack: string, subcommand: string, ...args: readonly string[]) => Promise<number>;

/** The S3 backend's native lock file came with it. */
const OLDEST = { major: 1, minor: 10 } as const;

/** Checks the version first. */
export async function findTerraform(root: string): Promise<Terraform> {
  const env = terraformEnvironment();
  // cdktf-cli takes the same variable, for OpenTofu as well.
  const program = env['TERRAFORM_BINARY_NAME'] ?? 'terraform';
  await checkVersion(program, env);
  // Terraform colours whatever it writes to, a CI's log too.
  const plain = process.stdout.isTTY ? [] : ['-no-color'];
  return (stack, subcommand, ...args) =>
    runProgram(program, [subcommand, ...plain, ...args], { cwd: stackFolder(root, stack), env });
}

export function stackFolder(root: string, stack: string): string {
  return join(root, 'cdktf.out', 'stacks', stack);
}

/** Throws where terraform ends with another exit code than 0. */
export async function mustSucceed(
  terraform: Terraform,
  ...[stack, subcommand, ...args]: Parameters<Terraform>
): Promise<void> {
  const exitCode = await terraform(stack, subcommand, ...args);
  if (exitCode !== 0) throw new MeshError([terraformFailed(stack, subcommand, exitCode)]);
}

export function isOldTerraform(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < OLDEST.major || (major === OLDEST.major && minor < OLDEST.minor);
}

/** A workspace or one data folder for all stacks would have two stages, or two stacks, share what must be their own. */
function terraformEnvironment(): Record<string, string> {
  return childEnvironment({
    CHECKPOINT_DISABLE: '1',
    TF_IN_AUTOMATION: '1',
    TF_WORKSPACE: undefined,
    TF_DATA_DIR: undefined,
  });
}

async function checkVersion(program: string, env: Record<string, string>): Promise<void> {
  const output = await promisify(execFile)(program, ['version', '-json'], { env }).catch((error: unknown) => {
    throw new MeshError([terraformMissing(program, reasonOf(error))]);
  });
  const version = versionIn(output.stdout);
  if (version === undefined) throw new MeshError([terraformMissing(program, 'it does not tell its version')]);
  if (isOldTerraform(version)) throw new MeshError([terraformVersion(program, version)]);
}

/** Undefined for what is no terraform, and for one so old that it answers in words. */
function versionIn(answer: string): string | undefined {
  try {
    const { terraform_version: version } = JSON.parse(answer) as { readonly terraform_version?: string };
    return version;
  } catch {
    return undefined;
  }
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' ? 'not on PATH' : message;
}
