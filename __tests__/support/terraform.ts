// Runs the real terraform, with the AWS provider from where this machine has it.
import { spawn, spawnSync } from 'node:child_process';
import { providerEnvironment, whyNoProvider } from './doubles/provider';

export interface TerraformResult {
  /** null when it was killed. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface TerraformOptions {
  readonly cwd: string;
  /** `doubles.env`, or `terraformEnvironment(process.env)` where nothing is asked of AWS (`validate`). */
  readonly env: NodeJS.ProcessEnv;
  /** @default 10 minutes */
  readonly timeoutMs?: number;
}

/** The S3 backend has its own lock (`use_lockfile`) from here on. */
const oldestTerraform = [1, 10] as const;

/** Why terraform or the AWS provider cannot be used here; undefined if they can. */
export function whyNoTerraform(): string | undefined {
  const wanted = `terraform ${oldestTerraform.join('.')} or later`;
  const { status, stdout } = spawnSync('terraform', ['version', '-json'], {
    encoding: 'utf8',
    env: terraformEnvironment(process.env),
    timeout: 20_000,
  });
  if (status !== 0) return `the deploy tests need ${wanted}, and there is no terraform on PATH`;
  const version = (JSON.parse(stdout) as { terraform_version: string }).terraform_version;
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isEnough =
    major > oldestTerraform[0] || (major === oldestTerraform[0] && minor >= oldestTerraform[1]);
  return isEnough ? whyNoProvider() : `the deploy tests need ${wanted}, found ${version}`;
}

/** The environment that makes terraform find the provider, added to `env`. */
export function terraformEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...env, ...providerEnvironment(), CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1', TF_INPUT: '0' };
}

/** Runs `terraform <args>` to its end; it and its provider are killed after the time-out, or when this process exits. */
export function terraform(args: readonly string[], options: TerraformOptions): Promise<TerraformResult> {
  return new Promise((resolve, reject) => {
    // A group of its own: a provider outlives a terraform that is killed alone.
    const child = spawn('terraform', args, {
      cwd: options.cwd,
      env: options.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const output = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
    const kill = (): void => void killGroup(child.pid);
    const timer = setTimeout(kill, options.timeoutMs ?? 600_000);
    process.once('exit', kill);
    const settle = (): void => {
      clearTimeout(timer);
      process.removeListener('exit', kill);
    };
    child.once('error', (error) => (settle(), reject(error)));
    child.once('close', (exitCode) => (settle(), resolve({ exitCode, ...output })));
  });
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has just ended by itself.
  }
}
