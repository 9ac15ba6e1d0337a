// One deploy round: a copy of the project, doubles of its own, and the programs that a user types there.
import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AwsDoubles, startAwsDoubles } from '../support/aws-doubles';
import { makeScratch } from '../support/scratch';

export const stateBucket = 'mesh-deploy-test-state';

/** `MESH_…` settings on top of the round's own. */
export type Settings = Readonly<Record<`MESH_${string}`, string>>;

export interface Expectation {
  /** @default 0 */
  readonly exitCode?: number;
  readonly settings?: Settings;
}

export interface Round {
  readonly aws: AwsDoubles;
  /** The copy of the project; the user's own `cdktf.out` and state file stay as they are. */
  readonly root: string;
  /** `npm run synth`. */
  synth(settings?: Settings): Promise<string>;
  /** `npm run <words>`. Resolves with what it prints; any other exit code than expected rejects with the last of it. */
  npm(words: string, expectation?: Expectation): Promise<string>;
  /** `npx cdktf <words>`. Resolves with what it prints; any other exit code than expected rejects with the last of it. */
  cdktf(words: string, expectation?: Expectation): Promise<string>;
  /** `terraform <args>` in the folder of a stack. Likewise. */
  terraform(stack: string, args: readonly string[], expectation?: Expectation): Promise<string>;
  /** The same, still running: it leads a process group of its own. */
  startTerraform(stack: string, args: readonly string[]): Running;
  /** Stacks' names with the text of their `cdk.tf.json`. */
  json(): Record<string, string>;
  stop(): Promise<void>;
}

export interface Running {
  /** What it has printed. */
  output(): string;
  /** null if it was killed. */
  readonly exitCode: Promise<number | null>;
  kill(): void;
}

/** Terraform commands that need no answer, and print what a file can hold. */
export const quietly = ['-no-color', '-input=false'] as const;

export async function startRound(): Promise<Round> {
  const { root, remove } = makeScratch();
  const aws = await startAwsDoubles();
  const environment = environmentFor(aws);
  const stackFolder = (stack: string) => join(root, 'cdktf.out', 'stacks', stack);
  const start = (cwd: string, command: readonly string[], settings: Settings = {}) =>
    startProgram(command, cwd, { ...environment, ...settings });
  const run = async (
    cwd: string,
    command: readonly string[],
    { exitCode = 0, settings }: Expectation = {},
  ): Promise<string> => {
    const program = start(cwd, command, settings);
    const ended = await program.exitCode;
    if (ended === exitCode) return program.output();
    const tail = program.output().split('\n').slice(-60).join('\n');
    throw new Error(`${command.join(' ')}\nended with ${ended}, not with ${exitCode}:\n${tail}`);
  };
  return {
    aws,
    root,
    synth: (settings = {}) => run(root, ['npm', 'run', '--silent', 'synth'], { settings }),
    npm: (words, expectation) => run(root, ['npm', 'run', '--silent', ...words.split(' ')], expectation),
    cdktf: (words, expectation) => run(root, ['npx', 'cdktf', ...words.split(' ')], expectation),
    terraform: (stack, args, expectation) => run(stackFolder(stack), ['terraform', ...args], expectation),
    startTerraform: (stack, args) => start(stackFolder(stack), ['terraform', ...args]),
    json: () => readStacks(join(root, 'cdktf.out', 'stacks')),
    stop: async () => {
      running.forEach(kill);
      await aws.stop();
      remove();
    },
  };
}

/** Without what the user has set for a project of their own. */
function environmentFor(aws: AwsDoubles): NodeJS.ProcessEnv {
  const foreign = /^(MESH_|CDKTF_|TF_VAR_|TF_CLI_ARGS|TF_(WORKSPACE|DATA_DIR|LOG)$)/;
  const own = Object.entries(aws.env).filter(([name]) => !foreign.test(name));
  return {
    ...Object.fromEntries(own),
    MESH_STATE_BUCKET: stateBucket,
    // Else cdktf makes ~/.terraform.d/plugin-cache; and asks npm for a newer cdktf once a day.
    CDKTF_DISABLE_PLUGIN_CACHE_ENV: '1',
    DISABLE_VERSION_CHECK: '1',
    FORCE_COLOR: '0',
    NO_COLOR: '1',
    npm_config_update_notifier: 'false',
  };
}

const running = new Set<ChildProcess>();
process.once('exit', () => running.forEach(kill));

function startProgram(command: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Running {
  const [program = '', ...args] = command;
  // A group of its own: a provider outlives a terraform that is killed alone.
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  running.add(child);
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
  const exitCode = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      running.delete(child);
      resolve(code);
    });
  });
  return { output: () => output, exitCode, kill: () => kill(child) };
}

function kill({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has just ended by itself.
  }
}

function readStacks(folder: string): Record<string, string> {
  const names = readdirSync(folder).sort();
  return Object.fromEntries(
    names.map((name) => [name, readFileSync(join(folder, name, 'cdk.tf.json'), 'utf8')]),
  );
}

/** In place of stack `state`, for rounds that are about something else. */
export async function makeStateBucket({ aws }: Round): Promise<void> {
  const CreateBucketConfiguration = { LocationConstraint: 'us-west-2' };
  await aws.call('s3', 'CreateBucket', { Bucket: stateBucket, CreateBucketConfiguration });
}
