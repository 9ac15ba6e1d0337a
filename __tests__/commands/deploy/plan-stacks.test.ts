import { existsSync } from 'node:fs';
import { EXAMPLE_STATE_BUCKET } from '../../../lib/project/settings';
import { planStacks } from '../../../lib/commands/deploy/plan-stacks';
import type { PlanJson } from '../../../lib/commands/terraform/plan-json';
import { codesOf } from '../rejections';
import {
  fakeDeployContext,
  type FakeInput,
  NONE,
  STACKS,
  stacksNamed,
  stateOf,
} from '../fake-deploy-context';

const deployed = stateOf(['aws_thing.one']);
const ALL_DEPLOYED = {
  'dev-shop-network.tfstate': deployed,
  'dev-shop-registry.tfstate': deployed,
  'dev-shop.tfstate': deployed,
};

const withUndeclared: PlanJson = {
  resource_changes: [
    {
      address: 'aws_iam_role_policies_exclusive.web',
      type: 'aws_iam_role_policies_exclusive',
      name: 'web',
      change: { actions: ['create'], before: null, after: { role_name: 'web', policy_names: [] } },
    },
  ],
  prior_state: {
    values: {
      root_module: {
        resources: [
          {
            address: 'aws_security_group.web',
            type: 'aws_security_group',
            values: {
              id: 'sg-1',
              ingress: [{ protocol: 'tcp', from_port: 22, to_port: 22, cidr_blocks: ['0.0.0.0/0'] }],
            },
          },
          {
            address: 'aws_iam_role.web',
            type: 'aws_iam_role',
            values: { name: 'web', inline_policy: [{ name: 'everything' }] },
          },
        ],
      },
    },
  },
};

async function plan(input: FakeInput, chosen = STACKS) {
  const { context, done, said, read, outcomes } = fakeDeployContext(input);
  const exitCode = await planStacks(context, chosen);
  return {
    exitCode,
    done,
    said,
    read,
    outcomes: outcomes.all().map(({ stack, done: ended }) => [stack, ended]),
  };
}

describe('npm run diff', () => {
  it('plans every stack in order, without the lock, and ends with 0 where nothing changes', async () => {
    const { exitCode, done } = await plan({ objects: ALL_DEPLOYED });
    expect(exitCode).toBe(0);
    expect(done.filter((call) => !call.endsWith(' init'))).toEqual(
      STACKS.map(({ name }) => `${name} plan -lock=false -out=${name}.tfplan`),
    );
  });

  it('ends with 2 where one stack changes', async () => {
    const changing = { objects: ALL_DEPLOYED, exitCodes: { 'dev-shop plan': 2 } };
    const { exitCode, said, outcomes } = await plan(changing);
    expect(exitCode).toBe(2);
    expect(outcomes).toEqual([
      ['state', 'nothing to change'],
      ['dev-shop-network', 'nothing to change'],
      ['dev-shop-registry', 'nothing to change'],
      ['dev-shop', 'changes'],
    ]);
    expect(said).toContain('==> dev-shop (4 of 4)');
  });

  it.each(['dev-shop-network plan', 'dev-shop-network init'])(
    'ends with 1 where %s fails, still plans the rest, and leaves what failed undone for the last words',
    async (failing) => {
      const exitCodes = { [failing]: 1, 'dev-shop plan': 2 };
      const { exitCode, done, outcomes } = await plan({ objects: ALL_DEPLOYED, exitCodes });
      expect(exitCode).toBe(1);
      expect(outcomes.filter(([, ended]) => ended === undefined)).toEqual([['dev-shop-network', undefined]]);
      expect(done.at(-1)).toMatch(/^dev-shop plan/);
    },
  );

  it('plans only the bucket in an empty account, and names what waits for it', async () => {
    const { exitCode, done, said } = await plan({
      standing: NONE,
      local: '',
      exitCodes: { 'state plan': 2 },
    });
    expect(exitCode).toBe(2);
    expect(done).toEqual(['state init', 'state plan -lock=false -out=state.tfplan']);
    expect(said.filter((line) => line.startsWith('cannot'))).toEqual(
      Array(3).fill('cannot be planned yet: deploy state first'),
    );
  });

  it('names the stacks to deploy first; what waits for them is a change, since it is not nothing', async () => {
    const objects = { 'dev-shop-registry.tfstate': deployed };
    const { exitCode, done, said } = await plan({ objects }, stacksNamed('dev-shop'));
    expect(exitCode).toBe(2);
    expect(done).toEqual([]);
    expect(said).toContain('cannot be planned yet: deploy dev-shop-network first');
  });

  it('does not look up the example bucket, which has no owner', async () => {
    const input = { settings: { stateBucket: EXAMPLE_STATE_BUCKET }, local: '' };
    const standing = { kind: 'foreign', account: '1' } as const;
    expect((await plan({ ...input, standing })).done).toEqual([
      'state init',
      'state plan -lock=false -out=state.tfplan',
    ]);
  });

  it('compares the bucket as it stands where the local state is not there, as in a CI: by a state that is thrown away', async () => {
    const input = { local: '', declared: { state: ['aws_s3_bucket.bucket'] } };
    const { exitCode, done, said } = await plan(input, stacksNamed('state'));
    expect(exitCode).toBe(0);
    const file = /-state=(\S+)/.exec(done[1] ?? '')?.[1] ?? '';
    expect(done).toEqual([
      'state init',
      `state apply -lock=false -refresh-only -auto-approve -state=${file} -backup=-`,
      `state plan -lock=false -state=${file}`,
    ]);
    expect(existsSync(file)).toBe(false);
    expect(said).toContain(
      'its local state is not in this checkout: the plan compares with the bucket as it is',
    );
    expect((await plan({ ...input, exitCodes: { 'state plan': 2 } }, stacksNamed('state'))).exitCode).toBe(2);
    expect((await plan({ ...input, exitCodes: { 'state apply': 1 } }, stacksNamed('state'))).exitCode).toBe(
      1,
    );
  });

  describe('with what is not declared', () => {
    const plans = { 'dev-shop': withUndeclared };
    const planWith = (more: FakeInput) =>
      plan({ objects: ALL_DEPLOYED, plans, ...more }, stacksNamed('dev-shop'));

    it('ends with 2, though terraform would change nothing, and says how to take a rule away', async () => {
      const { exitCode, said, outcomes } = await planWith({});
      expect(exitCode).toBe(2);
      expect(outcomes).toEqual([['dev-shop', 'what is not declared']]);
      const text = said.join('\n');
      expect(text).toContain('aws_security_group.web: ingress tcp 22 from 0.0.0.0/0');
      expect(text).toContain('aws ec2 revoke-security-group-ingress --group-id sg-1 --ip-permissions ');
      expect(text).toContain(`role "web": this apply makes it the owner of its policies`);
    });

    it('says so beside changes, and not of a stack without groups and roles', async () => {
      const changing = await planWith({ exitCodes: { 'dev-shop plan': 2 } });
      expect(changing.outcomes).toEqual([['dev-shop', 'changes, and what is not declared']]);
      const network = { plans: { 'dev-shop-network': withUndeclared } };
      expect((await plan({ objects: ALL_DEPLOYED, ...network })).exitCode).toBe(0);
    });
  });

  it('reads the states of the chosen ones and of what they read, and no other', async () => {
    const { read } = await plan({ objects: ALL_DEPLOYED }, stacksNamed('dev-shop', 'dev-shop-network'));
    expect(read).toEqual(['dev-shop-network.tfstate', 'dev-shop-registry.tfstate', 'dev-shop.tfstate']);
    const { read: one } = await plan({ objects: ALL_DEPLOYED }, stacksNamed('dev-shop-network'));
    expect(one).toEqual(['dev-shop-network.tfstate']);
  });

  it('refuses a bucket that is not ours, or not the one in the local state', async () => {
    const other = stateOf(['aws_s3_bucket.bucket'], { bucket: 'old-states' });
    expect(await codesOf(() => plan({ local: other }))).toEqual(['state-bucket-changed']);
    const standing = { kind: 'foreign', account: '1' } as const;
    expect(await codesOf(() => plan({ standing }))).toEqual(['state-bucket-foreign']);
    expect(await codesOf(() => plan({ standing: NONE }))).toEqual(['state-bucket-gone']);
  });
});
