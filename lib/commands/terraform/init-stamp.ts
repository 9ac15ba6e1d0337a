/**
 * Whether `terraform init` must run. It need not if its inputs are the same as at the last success and its results are
 * there.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lockedIn, STACK_LOCK_FILE } from '../../project/provider-lock';
import { ownPlatform } from './provider-platform';

export interface InitPlace {
  /** Folder of the stack's JSON. */
  readonly folder: string;
  /** `TF_DATA_DIR` */
  readonly dataFolder: string;
  readonly env: Readonly<Record<string, string>>;
}

/** In the data folder: a digest of what init read. */
const STAMP = 'initialised';
/** Terraform's own file beside it: it records the backend. */
const BACKEND = 'terraform.tfstate';
/** Variables that change what init does. */
const VARIABLES = ['TF_CLI_ARGS', 'TF_CLI_ARGS_init', 'TF_CLI_CONFIG_FILE', 'TF_PLUGIN_CACHE_DIR'] as const;

export function mustInit(place: InitPlace): boolean {
  const { folder, dataFolder } = place;
  const lock = join(folder, STACK_LOCK_FILE);
  const needed = [join(dataFolder, STAMP), join(dataFolder, BACKEND), lock];
  if (!needed.every((path) => existsSync(path))) return true;
  const providers = lockedIn(readFileSync(lock, 'utf8')).map(({ address, version }) =>
    join(dataFolder, 'providers', address, version, ownPlatform()),
  );
  // A link into a cache that was emptied is broken.
  if (!providers.every((path) => existsSync(path))) return true;
  return readFileSync(join(dataFolder, STAMP), 'utf8') !== digestOf(place);
}

/** Called before init runs: if init is killed, the next command runs it again. */
export function forgetInit({ dataFolder }: InitPlace): void {
  rmSync(join(dataFolder, STAMP), { force: true });
}

export function rememberInit(place: InitPlace): void {
  if (existsSync(place.dataFolder)) writeFileSync(join(place.dataFolder, STAMP), digestOf(place));
}

/** Reads only the block `terraform` of our own JSON: backend, versions. Of files that users put beside it, every byte. */
function digestOf({ folder, env }: InitPlace): string {
  const hash = createHash('sha256');
  const names = readdirSync(folder).filter((name) => /\.tf(\.json)?$/.test(name) || name === STACK_LOCK_FILE);
  for (const name of names.sort()) {
    const text = readFileSync(join(folder, name), 'utf8');
    hash.update(JSON.stringify([name, name === 'cdk.tf.json' ? terraformBlock(text) : text]));
  }
  return hash.update(JSON.stringify(VARIABLES.map((name) => env[name] ?? null))).digest('hex');
}

function terraformBlock(text: string): unknown {
  // A cast, since synth wrote the file a moment ago.
  return (JSON.parse(text) as { readonly terraform?: unknown }).terraform;
}
