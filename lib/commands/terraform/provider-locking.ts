/** Lets terraform write lock files in a folder of their own, and copies them into the project when all are written. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MeshError } from '../../mesh/checks/problem';
import {
  describeLock,
  LOCK_FILES,
  type ProviderLock,
  providerOf,
  readLock,
  type StackEntry,
  STACK_LOCK_FILE,
} from '../../project';
import { isOlder, type ProviderName, PROVIDERS, versionRange } from '../../project/terraform-providers';
import { ownPlatform } from './provider-platform';
import { providerLockFailed } from './provider-problems';
import type { LockRequest } from '../options/provider-lock-options';

/** Runs terraform in a folder, and resolves with its exit code. */
export type TerraformAt = (folder: string, ...args: readonly string[]) => Promise<number>;

export interface LockPlace {
  readonly root: string;
  readonly stacks: readonly StackEntry[];
  readonly terraform: TerraformAt;
  say(line: string): void;
}

/** All of them or none: a project with old and new lock files would look complete. */
export async function lockProviders(place: LockPlace, request: LockRequest): Promise<void> {
  const names = [...new Set<ProviderName>(['aws', ...place.stacks.map(providerOf)])];
  const locks: ProviderLock[] = [];
  for (const name of names) locks.push(await lockProvider(place, name, request));
  for (const lock of locks) {
    const before = readBefore(place.root, lock.provider);
    if (before?.text !== lock.text) writeFileSync(join(place.root, lock.file), lock.text);
    place.say(describeWritten(lock, before));
  }
  place.say('commit it; npm run synth puts a copy beside the JSON of each stack');
}

function describeWritten(lock: ProviderLock, before: ProviderLock | undefined): string {
  const { file, text, version, provider, platforms = [] } = lock;
  const holds = `${PROVIDERS[provider].source} ${version} for ${platforms.join(', ')}`;
  if (before?.text === text) return `${file} is as it was: ${holds}`;
  if (before === undefined || before.version === version) return `wrote ${file}: ${holds}`;
  const warning = isOlder(version, before.version)
    ? `; what was deployed with it is refused from now on, since older providers may not read it`
    : '';
  return `wrote ${file}: ${holds} (it was ${before.version}${warning})`;
}

async function lockProvider(
  { root, terraform, say }: LockPlace,
  name: ProviderName,
  { platforms: named, upgrade, versions, mirror }: LockRequest,
): Promise<ProviderLock> {
  const before = readBefore(root, name);
  const { source } = PROVIDERS[name];
  const platforms = platformsOf(before, named);
  const wanted = versions[name];
  const kept = !upgrade && (wanted === undefined || wanted === before?.version) ? before : undefined;
  const asked = platforms.filter((each) => kept?.platforms?.includes(each) !== true);
  if (kept && asked.length === 0) return kept;
  const version = wanted ?? kept?.version ?? versionRange(PROVIDERS[name]);
  const folder = mkdtempSync(join(tmpdir(), 'providers-lock-'));
  try {
    const required = { terraform: { required_providers: { [name]: { source, version } } } };
    writeFileSync(join(folder, 'main.tf.json'), JSON.stringify(required));
    // If the version is the same, terraform keeps the checksums that it knows, and adds new ones.
    if (kept) writeFileSync(join(folder, STACK_LOCK_FILE), kept.text);
    say(`asking for ${source} ${version}, for ${asked.join(', ')}`);
    const args = asked.map((platform) => `-platform=${platform}`);
    const exitCode = await terraform(folder, 'providers', 'lock', ...(mirror ? [mirror] : []), ...args);
    const written = join(folder, STACK_LOCK_FILE);
    if (exitCode !== 0 || !existsSync(written))
      throw new MeshError([providerLockFailed(LOCK_FILES[name], source, exitCode)]);
    const lock = readLock(name, describeLock(name, readFileSync(written, 'utf8'), platforms));
    if ('code' in lock) throw new MeshError([lock]);
    return lock;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The platforms of the file stay, since the team uses them. If the file has none, this machine's platform is used. */
function platformsOf(before: ProviderLock | undefined, named: readonly string[]): string[] {
  const all = [...new Set([...(before?.platforms ?? []), ...named])].sort();
  return all.length > 0 ? all : [ownPlatform()];
}

function readBefore(root: string, name: ProviderName): ProviderLock | undefined {
  const file = join(root, LOCK_FILES[name]);
  if (!existsSync(file)) return undefined;
  const lock = readLock(name, readFileSync(file, 'utf8'));
  // A lock file without content is written anew.
  return 'code' in lock ? undefined : lock;
}
