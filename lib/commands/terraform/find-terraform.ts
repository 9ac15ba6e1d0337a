/** Finds terraform on this machine, and refuses one that is too old. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { MeshError } from '../../mesh/checks/problem';
import { childEnvironment } from '../../project/settings';
import { terraformMissing, terraformVersion } from './problems';

/** The S3 backend's native lock file came with it. */
const OLDEST = { major: 1, minor: 10 } as const;

/** What the commands run, and its environment. */
export interface TerraformProgram {
  readonly program: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Checks the version. */
export async function findTerraform(): Promise<TerraformProgram> {
  const env = terraformEnvironment();
  // cdktf-cli takes the same variable, for OpenTofu as well.
  const program = env['TERRAFORM_BINARY_NAME'] ?? 'terraform';
  await checkVersion(program, env);
  return { program, env };
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
  if (version === undefined) throw new MeshError([terraformMissing(program, 'it does not say its version')]);
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
