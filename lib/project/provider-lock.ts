/**
 * The lock files of the project: one version of a provider, with its checksums, for all stacks that use it. They have
 * Terraform's own format (https://developer.hashicorp.com/terraform/language/files/dependency-lock), since they are
 * copied into its folders.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../mesh/checks/problem';
import { isInRange, isVersion, type ProviderName, PROVIDERS } from './terraform-providers';
import { providerLockMalformed, providerLockRange } from './problems';
import type { StackEntry } from './stack-list';

/** In the project's root, and committed. Stack `images` has no AWS provider, and all others have no Docker provider. */
export const LOCK_FILES: Readonly<Record<ProviderName, string>> = {
  aws: 'terraform.lock.hcl',
  docker: 'terraform.images.lock.hcl',
};

/** Beside a stack's JSON, where Terraform looks for it. */
export const STACK_LOCK_FILE = '.terraform.lock.hcl';

/** The content of a lock file. */
export interface LockedProvider {
  /** `registry.terraform.io/hashicorp/aws` */
  readonly address: string;
  /** `5.100.0` */
  readonly version: string;
}

export interface ProviderLock extends LockedProvider {
  readonly provider: ProviderName;
  /** `terraform.lock.hcl` */
  readonly file: string;
  /** The platforms whose checksums it has: `linux_amd64`. @default - the file does not say */
  readonly platforms?: readonly string[];
  readonly text: string;
}

/** A provider that is not pinned has no entry. */
export type ProviderLocks = Readonly<Partial<Record<ProviderName, ProviderLock>>>;

export interface ReadLocks {
  readonly locks: ProviderLocks;
  readonly problems: readonly Problem[];
}

export function readProviderLocks(root: string): ReadLocks {
  const problems: Problem[] = [];
  const locks: Partial<Record<ProviderName, ProviderLock>> = {};
  for (const provider of ['aws', 'docker'] as const) {
    const file = LOCK_FILES[provider];
    if (!existsSync(join(root, file))) continue;
    const read = readLock(provider, readFileSync(join(root, file), 'utf8'));
    if ('code' in read) problems.push(read);
    else locks[provider] = read;
  }
  return { locks, problems };
}

/** A problem if it is not a lock file of this provider. */
export function readLock(provider: ProviderName, text: string): ProviderLock | Problem {
  const file = LOCK_FILES[provider];
  const { source } = PROVIDERS[provider];
  const [locked, ...more] = lockedIn(text);
  if (locked === undefined || more.length > 0 || !locked.address.endsWith(`/${source}`))
    return providerLockMalformed(file, source);
  if (!isVersion(locked.version) || !isInRange(locked.version, PROVIDERS[provider]))
    return providerLockRange(file, locked.version, PROVIDERS[provider]);
  const [, list] = PLATFORMS.exec(text) ?? [];
  return { provider, file, ...locked, ...(list !== undefined && { platforms: list.split(', ') }), text };
}

/** Every provider that a lock file names. */
export function lockedIn(text: string): LockedProvider[] {
  return [...text.matchAll(/^provider "([^"]+)" \{\n\s*version\s*=\s*"([^"]+)"$/gm)].map(
    ([, address = '', version = '']) => ({ address, version }),
  );
}

/**
 * Terraform's text below two comments: the stacks that it is for, and the platforms, for which Terraform's format has no
 * field.
 */
export function describeLock(provider: ProviderName, text: string, platforms: readonly string[]): string {
  const stacks =
    provider === 'docker' ? 'stacks that build images' : 'all stacks but those that build images';
  const [{ version } = { version: '' }] = lockedIn(text);
  const body = text
    .replace(/^(#.*\n|\n)*/, '')
    // Pinned stacks require exactly this version, and Terraform would rewrite the line.
    .replace(/^(\s*constraints\s*=\s*)".*"$/m, `$1"${version}"`);
  return [
    `# The provider of ${stacks}. Written by: npm run providers:lock`,
    `# Platforms: ${[...platforms].sort().join(', ')}`,
    '',
    body,
  ].join('\n');
}

const PLATFORMS = /^# Platforms: ([a-z0-9_]+(?:, [a-z0-9_]+)*)$/m;

/** The provider that a stack uses. */
export const providerOf = ({ part }: Pick<StackEntry, 'part'>): ProviderName =>
  part === 'images' ? 'docker' : 'aws';

/** Writes each stack's copy beside its JSON. If no version is pinned, an existing file belongs to the user and stays. */
export function placeProviderLocks(
  outdir: string,
  {
    stacks,
    providerLocks,
  }: { readonly stacks: readonly StackEntry[]; readonly providerLocks: ProviderLocks },
): void {
  for (const stack of stacks) {
    const lock = providerLocks[providerOf(stack)];
    if (lock === undefined) continue;
    const folder = join(outdir, 'stacks', stack.name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, STACK_LOCK_FILE), lock.text);
  }
}
