/** `terraform init` of a stack: only if it must run, one at a time, and with one download for each provider. */
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { lockedIn, STACK_LOCK_FILE } from '../../project/provider-lock';
import { PROVIDERS, type ProviderName } from '../../project/terraform-providers';
import { forgetInit, type InitPlace, mustInit, rememberInit } from './init-stamp';

export interface StackInit extends InitPlace {
  /** The stack's folder has a lock file of the project. */
  readonly isPinned: boolean;
  /** The folder that keeps, by stack, the lock files that inits wrote. */
  readonly kept: string;
  /** Runs init with more words, and resolves with its exit code. */
  run(...words: readonly string[]): Promise<number>;
}

export interface InitOptions {
  /** Run it even if it seems to have run already. @default false */
  readonly always?: boolean;
}

/** Undefined if init did not have to run, else terraform's exit code. */
export async function initWhereItMust(
  init: StackInit,
  { always = false }: InitOptions = {},
): Promise<number | undefined> {
  if (!always && !mustInit(init)) return undefined;
  forgetInit(init);
  const exitCode = init.isPinned ? await init.run('-lockfile=readonly') : await initUnpinned(init);
  if (exitCode === 0) rememberInit(init);
  return exitCode;
}

/**
 * Terraform takes a provider from its cache only if a lock file has its checksum. Otherwise the first init of each stack
 * downloads it again. So a stack without a lock file borrows one, and `-upgrade` still looks for the newest version. Only
 * if that is another version is anything downloaded.
 */
async function initUnpinned(init: StackInit): Promise<number> {
  const own = join(init.folder, STACK_LOCK_FILE);
  if (existsSync(own)) return init.run();
  const borrowed = lockToBorrow(init);
  if (borrowed === undefined) return init.run();
  copyFileSync(borrowed, own);
  let exitCode: number | undefined;
  try {
    exitCode = await init.run('-upgrade');
  } finally {
    // It must not become the stack's own lock file, even if the command is interrupted.
    if (exitCode !== 0) {
      rmSync(own, { force: true });
      rmSync(join(init.kept, basename(init.folder), STACK_LOCK_FILE), { force: true });
    }
  }
  // Its checksums may be those of another mirror.
  return exitCode === 0 ? exitCode : init.run();
}

/** The latest lock file of a stack with the same providers. */
function lockToBorrow({ kept, folder }: StackInit): string | undefined {
  const wanted = sourcesIn(join(folder, 'cdk.tf.json'));
  const files = (existsSync(kept) ? readdirSync(kept) : [])
    .map((stack) => join(kept, stack, STACK_LOCK_FILE))
    .filter((file) => existsSync(file) && locksExactly(file, wanted));
  const age = new Map(files.map((file) => [file, statSync(file).mtimeMs]));
  return files.sort((a, b) => (age.get(b) ?? 0) - (age.get(a) ?? 0))[0];
}

function sourcesIn(file: string): string[] {
  // A cast, since synth wrote the file a moment ago.
  const { terraform } = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly terraform: { readonly required_providers?: Readonly<Partial<Record<ProviderName, unknown>>> };
  };
  const names = Object.keys(terraform.required_providers ?? {}) as ProviderName[];
  return names.map((name) => PROVIDERS[name].source);
}

function locksExactly(file: string, sources: readonly string[]): boolean {
  const locked = lockedIn(readFileSync(file, 'utf8'));
  return (
    locked.length === sources.length &&
    sources.every((source) => locked.some(({ address }) => address.endsWith(`/${source}`)))
  );
}
