/** One factory for each problem code of pinned providers. */
import { listNames, type Problem } from '../../mesh/checks/problem';
import { LOCK_FILES, type ProviderLock } from '../../project/provider-lock';
import { type ProviderName, PROVIDERS } from '../../project/terraform-providers';

export function providerLockFailed(file: string, source: string, exitCode: number): Problem {
  return {
    code: 'provider-lock-failed',
    severity: 'error',
    where: file,
    what: `terraform providers lock of ${source} ended with ${exitCode}; nothing was written`,
    fix: 'see its output above; without a registry, name a mirror that has every platform: --fs-mirror <folder> or --net-mirror <url>',
  };
}

export function providerOlder(
  stack: string,
  name: ProviderName,
  { written, used }: { readonly written: string; readonly used: Pick<ProviderLock, 'version' | 'file'> },
): Problem {
  return {
    code: 'provider-older',
    severity: 'error',
    where: `stack "${stack}"`,
    what: `was applied with ${PROVIDERS[name].source} ${written}, and ${used.file} has an older one, which may not understand what that wrote`,
    got: used.version,
    fix: `take ${LOCK_FILES[name]} as it was at that apply, or run npm run providers:lock -- --${name} ${written}`,
  };
}

export function providerPlatform(file: string, platform: string, platforms: readonly string[]): Problem {
  return {
    code: 'provider-platform',
    severity: 'error',
    where: file,
    what: `must have checksums for this machine, ${platform}; it has those of ${listNames(platforms)}`,
    fix: `run npm run providers:lock -- --platform ${platform}, and commit the file`,
  };
}
