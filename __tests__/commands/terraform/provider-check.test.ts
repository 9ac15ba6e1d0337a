import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deployStacks } from '../../../lib/commands/deploy/deploy-stacks';
import { destroyStacks } from '../../../lib/commands/deploy/destroy-stacks';
import { planStacks } from '../../../lib/commands/deploy/plan-stacks';
import { ownPlatform } from '../../../lib/commands/terraform/provider-platform';
import { validatePlatforms, validateProviders } from '../../../lib/commands/terraform/provider-check';
import { formatProblem } from '../../../lib/mesh/checks/problem';
import type { BucketStanding } from '../../../lib/commands/terraform-state/state-store';
import type { ProviderLock, StackEntry } from '../../../lib/project';
import { type FakeInput, fakeDeployContext, NONE, OWN, STACKS, stacksNamed } from '../fake-deploy-context';
import { codesOf } from '../rejections';

const lockOf = (version: string, platforms?: readonly string[]): ProviderLock => ({
  provider: 'aws',
  file: 'terraform.lock.hcl',
  address: 'registry.terraform.io/hashicorp/aws',
  version,
  text: '',
  ...(platforms && { platforms }),
});

/** A state whose last apply was pinned to a version, or not. */
function stateWrittenBy(version: string | undefined): string {
  const outputs = version === undefined ? {} : { aws_provider_version: { value: version, type: 'string' } };
  const resources = [{ mode: 'managed', type: 'aws_thing', name: 'one', instances: [{ attributes: {} }] }];
  return JSON.stringify({ version: 4, outputs, resources });
}

const written = (version: string | undefined): FakeInput => ({
  objects: {
    'dev-shop-network.tfstate': stateWrittenBy(version),
    'dev-shop-registry.tfstate': stateWrittenBy(version),
  },
});

const NETWORK = stacksNamed('dev-shop-network');

describe('the provider that would be used', () => {
  const problemsOf = async (
    input: FakeInput,
    chosen: readonly StackEntry[] = NETWORK,
    standing: BucketStanding = OWN,
  ) => (await validateProviders(fakeDeployContext(input).context, chosen, standing)).map(formatProblem);

  it.each(['6.1.0', '6.0.9', '5.100.0', undefined])(
    'may be 6.1.0 where %s wrote the state',
    async (version) => {
      const providerLocks = { aws: lockOf('6.1.0') };
      expect(await problemsOf({ ...written(version), providerLocks })).toEqual([]);
    },
  );

  it('may not be older than the one that wrote the state', async () => {
    const providerLocks = { aws: lockOf('6.1.0') };
    expect(await problemsOf({ ...written('6.10.0'), providerLocks })).toEqual([
      'stack "dev-shop-network": was applied with hashicorp/aws 6.10.0, and terraform.lock.hcl has an older one, which may not understand what that wrote, got "6.1.0"; take terraform.lock.hcl as it was at that apply, or run npm run providers:lock -- --aws 6.10.0 [provider-older]',
    ]);
  });

  it('is asked of every stack that is chosen, and of no other', async () => {
    const providerLocks = { aws: lockOf('5.100.0') };
    const input = { ...written('6.1.0'), providerLocks };
    expect(await problemsOf(input, STACKS)).toHaveLength(2);
    expect(await problemsOf(input, stacksNamed('dev-shop'))).toEqual([]);
  });

  it('reads no state of a bucket that is not there', async () => {
    const providerLocks = { aws: lockOf('5.100.0') };
    expect(await problemsOf({ ...written('6.1.0'), providerLocks }, NETWORK, NONE)).toEqual([]);
  });

  it.each<readonly [string, (input: FakeInput) => Promise<unknown>]>([
    [
      'deploy',
      (input) => deployStacks(fakeDeployContext(input).context, NETWORK, { autoApprove: true, confirm }),
    ],
    ['diff', (input) => planStacks(fakeDeployContext(input).context, NETWORK)],
    [
      'destroy',
      (input) =>
        destroyStacks(fakeDeployContext(input).context, NETWORK, { autoApprove: true, confirm, orphans: [] }),
    ],
  ])('is refused by %s before terraform runs', async (_command, run) => {
    const input = { ...written('6.1.0'), providerLocks: { aws: lockOf('5.100.0') } };
    expect(await codesOf(() => run(input))).toEqual(['provider-older']);
    expect(await codesOf(() => run({ ...input, providerLocks: { aws: lockOf('6.1.0') } }))).toEqual([]);
  });

  describe('where the project has no lock file', () => {
    let root: string;
    beforeEach(() => {
      root = mkdtempSync(join(tmpdir(), 'provider-check-'));
    });
    afterEach(() => rmSync(root, { recursive: true }));

    it('is what the last init of the stack took', async () => {
      const folder = join(root, 'cdktf.out', 'stacks', 'dev-shop-network');
      mkdirSync(folder, { recursive: true });
      expect(await problemsOf({ ...written('6.1.0'), root })).toEqual([]);
      const lock = 'provider "registry.terraform.io/hashicorp/aws" {\n  version     = "5.100.0"\n}\n';
      writeFileSync(join(folder, '.terraform.lock.hcl'), lock);
      expect(await problemsOf({ ...written('6.1.0'), root })).toEqual([
        expect.stringMatching(
          /and cdktf\.out\/stacks\/dev-shop-network\/\.terraform\.lock\.hcl has an older one/,
        ),
      ]);
      expect(await problemsOf({ ...written(undefined), root })).toEqual([]);
    });

    it('reads the local state of stack state, too', async () => {
      writeFileSync(join(root, 'terraform.state.tfstate'), stateWrittenBy('6.1.0'));
      const providerLocks = { aws: lockOf('5.100.0') };
      const problems = await problemsOf({ root, providerLocks }, stacksNamed('state'), NONE);
      expect(problems).toEqual([expect.stringMatching(/^stack "state": .*\[provider-older\]$/)]);
    });
  });
});

describe('checksums', () => {
  const problemsOf = (platforms: readonly string[] | undefined) =>
    validatePlatforms({ aws: lockOf('5.100.0', platforms) }, STACKS, 'linux_amd64').map(formatProblem);

  it('must be there for this machine, which is said once', () => {
    expect(problemsOf(['darwin_arm64', 'windows_amd64'])).toEqual([
      'terraform.lock.hcl: must have checksums for this machine, linux_amd64; it has those of "darwin_arm64", "windows_amd64"; run npm run providers:lock -- --platform linux_amd64, and commit the file [provider-platform]',
    ]);
  });

  it.each([[['darwin_arm64', 'linux_amd64']], [undefined]])('of %j are enough', (platforms) => {
    expect(problemsOf(platforms)).toEqual([]);
  });

  it.each([
    ['linux', 'x64', 'linux_amd64'],
    ['linux', 'arm64', 'linux_arm64'],
    ['darwin', 'arm64', 'darwin_arm64'],
    ['win32', 'x64', 'windows_amd64'],
    ['linux', 'ia32', 'linux_386'],
  ])('of Node’s %s on %s are Terraform’s %s', (system, processor, platform) => {
    expect(ownPlatform(system, processor)).toBe(platform);
  });
});

const confirm = () => Promise.resolve(true);
