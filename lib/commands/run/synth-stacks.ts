/** Writes the JSON of all stacks to the folder of a command, as `npm run synth` does to `cdktf.out`. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { childEnvironment, type Environment } from '../../project/settings';
import { MeshError } from '../../mesh/checks/problem';
import { CommandEnd } from '../cli/command';
import { outputFolderMoved } from './problems';
import { runProgram } from '../cli/program';
import type { Run } from './run';

/**
 * It runs in another process, since commands do not load cdktf. It prints nothing: the command prints the project's
 * messages itself, once and only for the chosen stacks.
 * @param settings added to the command's own
 */
export async function synthesise(root: string, run: Run, settings: Environment = {}): Promise<void> {
  const { CDKTF_OUTDIR: folder = 'cdktf.out', ...rest } = childEnvironment({
    CHECKPOINT_DISABLE: '1',
    ...settings,
  });
  if (resolve(root, folder) !== join(root, 'cdktf.out')) throw new MeshError([outputFolderMoved(folder)]);
  const env = { ...rest, CDKTF_OUTDIR: run.folder };
  const words = ['-r', 'tsx/cjs', 'main.ts', '--quiet'];
  const exitCode = await runProgram(process.execPath, words, { cwd: root, env, inherits: [run.pipe] });
  if (exitCode !== 0) throw new CommandEnd(1);
  run.takeOwnFiles();
}

/** The fields of a stack's JSON that the commands need. */
interface StackJson {
  readonly terraform: { readonly backend: { readonly s3?: { readonly key: string } } };
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
}

/** The key of a stack's state in the bucket. @param folder the folder of all stacks */
export function stateKeyOf(folder: string, stack: string): string {
  const { s3 } = readStackJson(folder, stack).terraform.backend;
  if (s3 === undefined) throw new Error(`bug: stack ${stack} keeps its state in no bucket; please report`);
  return s3.key;
}

export interface DeclaredResource {
  readonly type: string;
  readonly name: string;
  /** As the JSON has them: a value may be an expression. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** In the order of the JSON. */
export function declaredIn(folder: string, stack: string): DeclaredResource[] {
  return Object.entries(readStackJson(folder, stack).resource ?? {}).flatMap(([type, named]) =>
    Object.entries(named).map(([name, values]) => ({ type, name, values })),
  );
}

/** `aws_s3_bucket.<name>` of stack `state`. */
export function bucketAddress(folder: string, stack: string): string {
  const [name, ...more] = Object.keys(readStackJson(folder, stack).resource?.['aws_s3_bucket'] ?? {});
  if (name === undefined || more.length > 0)
    throw new Error(`bug: stack ${stack} must have one bucket; please report`);
  return `aws_s3_bucket.${name}`;
}

function readStackJson(folder: string, stack: string): StackJson {
  return JSON.parse(readFileSync(join(folder, stack, 'cdk.tf.json'), 'utf8')) as StackJson;
}
