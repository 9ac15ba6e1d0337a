/** Finds terraform on this machine, and refuses one that is too old. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { MeshError } from '../../mesh/checks/problem';
import { childEnvironment } from '../../project/settings';
import { terraformMissing, terraformVersion } from './problems';

/** The first version with the native lock file of the S3 backend. */
const OLDEST = { major: 1, minor: 10 } as const;

/** The program that commands run, and its environment. */
export interface TerraformProgram {
  readonly program: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Checks the version. */
export async function findTerraform(): Promise<TerraformProgram> {
  const env = terraformEnvironment();
  // cdktf-cli reads the same variable, for OpenTofu too.
  const program = env['TERRAFORM_BINARY_NAME'] ?? 'terraform';
  await checkVersion(program, env);
  return { program, env };
}

export function isOldTerraform(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < OLDEST.major || (major === OLDEST.major && minor < OLDEST.minor);
}

/** With a workspace, or one data folder for all stacks, two stages or two stacks would share what must be separate. */
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
  if (version === undefined) throw new MeshError([terraformMissing(program, 'it does not say its version')]);
  if (isOldTerraform(version)) throw new MeshError([terraformVersion(program, version)]);
}

/** Undefined if it is not terraform, or so old that it does not answer in JSON. */
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
