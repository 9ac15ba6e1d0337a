/** Reads the arguments of `npm run providers:lock`. */
import { resolve } from 'node:path';
import { MeshError, type Problem } from '../../mesh/checks/problem';
import {
  isInRange,
  isVersion,
  type ProviderName,
  PROVIDERS,
  versionRange,
} from '../../project/terraform-providers';
import type { CommandLine } from '../cli/command-line';
import type { Arguments } from '../cli/read-arguments';
import { flagValue } from '../cli/problems';

export const providersLockLine: CommandLine = {
  name: 'providers:lock',
  purpose:
    'Pins the AWS provider: one version, with its checksums, for all stacks. Commit the file it writes.',
  flags: [
    {
      name: '--platform',
      value: '<os_arch>',
      meaning: 'Platform of a machine that runs terraform: linux_amd64, darwin_arm64. Repeat it for more.',
      isList: true,
    },
    { name: '--upgrade', meaning: 'Takes the newest version that the JSON supports.' },
    { name: '--aws', value: '<version>', meaning: 'Takes this version of the AWS provider: 5.100.0.' },
    {
      name: '--docker',
      value: '<version>',
      meaning: 'Takes this version of the Docker provider, which stack images uses.',
    },
    {
      name: '--fs-mirror',
      value: '<folder>',
      meaning: 'Reads this filesystem mirror instead of the registry.',
    },
    { name: '--net-mirror', value: '<url>', meaning: 'Reads this network mirror instead of the registry.' },
  ],
  notes: [
    'Without a flag it takes the newest version and this machine’s platform; where a lock file stands already, its version',
    'and its platforms stay, and more platforms are added. It downloads the provider of each platform, 150 MB from the registry.',
    'The files are terraform.lock.hcl and, where MESH_BUILD=docker, terraform.images.lock.hcl. To undo it, delete them.',
    'Exit code: 0 written, 1 refused or failed, and nothing is written.',
  ],
};

export interface LockRequest {
  /** In addition to those that a lock file has already. */
  readonly platforms: readonly string[];
  readonly upgrade: boolean;
  readonly versions: Readonly<Partial<Record<ProviderName, string>>>;
  /** `-fs-mirror=…` or `-net-mirror=…` of terraform. @default - the registry */
  readonly mirror?: string;
}

export function readLockRequest({ flags, lists }: Arguments): LockRequest {
  const platforms = lists.get('--platform') ?? [];
  const [folder, url] = [flags.get('--fs-mirror'), flags.get('--net-mirror')];
  const mirror = folder === undefined ? url && `-net-mirror=${url}` : `-fs-mirror=${resolve(folder)}`;
  const aws = flags.get('--aws');
  const docker = flags.get('--docker');
  const problems = [
    ...platforms.flatMap(validatePlatform),
    ...validateVersion('aws', aws),
    ...validateVersion('docker', docker),
    ...(folder !== undefined && url !== undefined
      ? [flagValue('providers:lock', '--net-mirror', 'cannot be used together with --fs-mirror', url)]
      : []),
  ];
  if (problems.length > 0) throw new MeshError(problems);
  return {
    platforms,
    upgrade: flags.has('--upgrade'),
    versions: { ...(aws !== undefined && { aws }), ...(docker !== undefined && { docker }) },
    ...(mirror !== undefined && { mirror }),
  };
}

/**
 * In Go's names, since the provider is built with Go:
 * https://developer.hashicorp.com/terraform/cli/commands/providers/lock
 */
function validatePlatform(got: string): Problem[] {
  return /^[a-z0-9]+_[a-z0-9]+$/.test(got)
    ? []
    : [flagValue('providers:lock', '--platform', 'must be a system and a processor, as in linux_amd64', got)];
}

function validateVersion(name: ProviderName, got: string | undefined): Problem[] {
  if (got === undefined || (isVersion(got) && isInRange(got, PROVIDERS[name]))) return [];
  const what = `must be a version that is ${versionRange(PROVIDERS[name])}, as in ${PROVIDERS[name].first}`;
  return [flagValue('providers:lock', `--${name}`, what, got)];
}
