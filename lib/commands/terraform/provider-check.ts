/** Checks, before anything is applied, that the provider is at least as new as the one that wrote each state. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../../mesh/checks/problem';
import {
  lockedIn,
  type ProviderLock,
  type ProviderLocks,
  providerOf,
  STACK_LOCK_FILE,
  type StackEntry,
  STATE_STACK,
} from '../../project';
import { isOlder, isVersion, providerOutput, PROVIDERS } from '../../project/terraform-providers';
import { ownPlatform } from './provider-platform';
import { providerOlder, providerPlatform } from './provider-problems';
import { readOutput } from '../terraform-state/state-file';
import type { BucketStanding } from '../terraform-state/state-store';
import { LOCAL_STATE, type DeployContext } from '../run/deploy-context';

/** The parts of a context that the check reads. */
type ProviderPlace = Pick<DeployContext, 'root' | 'providerLocks' | 'store' | 'stateKey'>;

/** @param standing whether the bucket is ours; another one is not read */
export async function validateProviders(
  place: ProviderPlace,
  chosen: readonly StackEntry[],
  standing: BucketStanding,
): Promise<Problem[]> {
  const versions = await Promise.all(chosen.map((stack) => validateVersion(place, stack, standing)));
  return [...validatePlatforms(place.providerLocks, chosen), ...versions.flat()];
}

/** Terraform would say that a checksum does not match, but not which command adds it. */
export function validatePlatforms(
  locks: ProviderLocks,
  chosen: readonly StackEntry[],
  platform = ownPlatform(),
): Problem[] {
  const used = new Set(chosen.map((stack) => locks[providerOf(stack)]));
  return [...used].flatMap((lock) =>
    lock?.platforms === undefined || lock.platforms.includes(platform)
      ? []
      : [providerPlatform(lock.file, platform, lock.platforms)],
  );
}

async function validateVersion(
  place: ProviderPlace,
  stack: StackEntry,
  standing: BucketStanding,
): Promise<Problem[]> {
  const used = usedBy(place, stack);
  if (used === undefined || !isVersion(used.version)) return [];
  const written = await writtenBy(place, stack, standing);
  return written !== undefined && isOlder(used.version, written)
    ? [providerOlder(stack.name, providerOf(stack), { written, used })]
    : [];
}

/** If the project has no lock file, terraform keeps the provider of the stack’s last init, if there was one. */
function usedBy(
  { root, providerLocks }: ProviderPlace,
  stack: StackEntry,
): Pick<ProviderLock, 'version' | 'file'> | undefined {
  const name = providerOf(stack);
  const pinned = providerLocks[name];
  if (pinned !== undefined) return pinned;
  const file = join('cdktf.out', 'stacks', stack.name, STACK_LOCK_FILE);
  const locked = lockedIn(readIfThere(join(root, file))).find(({ address }) =>
    address.endsWith(`/${PROVIDERS[name].source}`),
  );
  return locked && { version: locked.version, file };
}

/** The version to which the last apply of a stack was pinned; undefined if it was not pinned. */
async function writtenBy(
  { root, store, stateKey }: ProviderPlace,
  stack: StackEntry,
  standing: BucketStanding,
): Promise<string | undefined> {
  const isLocal = stack.name === STATE_STACK;
  if (!isLocal && standing.kind !== 'own') return undefined;
  const where = isLocal ? LOCAL_STATE : stateKey(stack.name);
  const text = isLocal ? readIfThere(join(root, LOCAL_STATE)) : ((await store.read(where)) ?? '');
  const version = readOutput(text, where, providerOutput(providerOf(stack)));
  return typeof version === 'string' && isVersion(version) ? version : undefined;
}

const readIfThere = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : '');
