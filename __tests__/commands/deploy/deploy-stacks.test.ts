import { EXAMPLE_STATE_BUCKET } from '../../../lib/project/settings';
import { deployStacks } from '../../../lib/commands/deploy/deploy-stacks';
import {
  fakeDeployContext,
  type FakeInput,
  NONE,
  STACKS,
  stacksNamed,
  stateOf,
} from '../fake-deploy-context';
import { refusalOf } from '../rejections';

async function deploy(input: FakeInput, chosen = STACKS, answer?: boolean) {
  const autoApprove = answer === undefined;
  const { context, done, said } = fakeDeployContext({ changes: true, ...input });
  const confirm = (question: string) => {
    done.push(question);
    return Promise.resolve(answer === true);
  };
  const result = await refusalOf(() => deployStacks(context, chosen, { autoApprove, confirm }));
  return { result, done, said };
}

/** One command plans into the file that the next applies. */
const PLANNED_AND_APPLIED = (stack: string) => [
  `${stack} init`,
  `${stack} plan -out=${stack}.tfplan`,
  `${stack} apply ${stack}.tfplan`,
];

describe('npm run deploy', () => {
  it('makes the bucket first in an empty account, then every stack in order', async () => {
    expect((await deploy({ standing: NONE, local: '' })).done).toEqual([
      ...PLANNED_AND_APPLIED('state'),
      ...PLANNED_AND_APPLIED('dev-shop-network'),
      ...PLANNED_AND_APPLIED('dev-shop-registry'),
      ...PLANNED_AND_APPLIED('dev-shop'),
    ]);
  });

  it('says before the application that its images must be pushed, unless it builds them or they are named', async () => {
    const hint = /^its tasks start when its images are pushed: npm run images lists them/;
    const hints = async (settings: FakeInput['settings']) => {
      const { said } = await deploy({ standing: NONE, local: '', ...(settings && { settings }) });
      return said.filter((line) => hint.test(line)).map((line) => said[said.indexOf(line) - 1]);
    };
    expect(await hints(undefined)).toEqual(['==> dev-shop (4 of 4)']);
    expect(await hints({ build: 'docker' })).toEqual([]);
    expect(await hints({ images: { kind: 'tag', tag: 'v7' } })).toEqual([]);
  });

  it('asks before it applies a plan, without --auto-approve', async () => {
    const planned = ['state init', 'state plan -out=state.tfplan', 'Apply this plan to stack "state"?'];
    const yes = await deploy({}, stacksNamed('state'), true);
    expect(yes).toMatchObject({ result: 'done', done: [...planned, 'state apply state.tfplan'] });
    const no = await deploy({}, stacksNamed('state', 'dev-shop-network'), false);
    expect(no).toMatchObject({ result: 'ends with 1', done: planned });
    expect(no.said).toContain('stack "state": nothing was changed');
  });

  it('neither asks nor applies where a plan is empty', async () => {
    const { done } = await deploy({ changes: false }, stacksNamed('state', 'dev-shop-network'), false);
    expect(done).toEqual([
      'state init',
      'state plan -out=state.tfplan',
      'dev-shop-network init',
      'dev-shop-network plan -out=dev-shop-network.tfplan',
    ]);
  });

  it('adopts a bucket of this account that the local state does not know', async () => {
    expect((await deploy({ local: '' }, stacksNamed('state'))).done).toEqual([
      'state init',
      'state import aws_s3_bucket.bucket acme-states',
      ...PLANNED_AND_APPLIED('state').slice(1),
    ]);
  });

  it('deploys a subset whose upstream is there', async () => {
    const upstream = stateOf(['aws_vpc.main']);
    const objects = { 'dev-shop-network.tfstate': upstream, 'dev-shop-registry.tfstate': upstream };
    expect((await deploy({ objects }, stacksNamed('dev-shop'))).done).toEqual(
      PLANNED_AND_APPLIED('dev-shop'),
    );
  });

  it('refuses to remove policies that are not declared from a role, unless the loss is accepted', async () => {
    const change = { actions: ['create'], before: null, after: { role_name: 'web', policy_arns: [] } };
    const type = 'aws_iam_role_policy_attachments_exclusive';
    const values = { name: 'web', managed_policy_arns: ['arn:aws:iam::aws:policy/AdministratorAccess'] };
    const plans = {
      'dev-shop': {
        resource_changes: [{ address: `${type}.web`, type, name: 'web', change }],
        prior_state: {
          values: {
            root_module: { resources: [{ address: 'aws_iam_role.web', type: 'aws_iam_role', values }] },
          },
        },
      },
    };
    const upstream = stateOf(['aws_vpc.main']);
    const objects = { 'dev-shop-network.tfstate': upstream, 'dev-shop-registry.tfstate': upstream };
    const refused = await deploy({ objects, plans }, stacksNamed('dev-shop'));
    expect(refused.result).toContain('[policies-undeclared]');
    expect(refused.done).toEqual(PLANNED_AND_APPLIED('dev-shop').slice(0, 2));
    const settings = { accept: ['policies-undeclared'] };
    const accepted = await deploy({ objects, plans, settings }, stacksNamed('dev-shop'));
    expect(accepted.done).toEqual(PLANNED_AND_APPLIED('dev-shop'));
  });

  it('refuses to replace what runs in a stack that is deployed, and asks nothing of a first apply', async () => {
    const change = { actions: ['delete', 'create'], before: {}, after: {}, replace_paths: [['cidr_block']] };
    const vpc = { address: 'aws_vpc.main', type: 'aws_vpc', name: 'main', change };
    const plans = { 'dev-shop-network': { resource_changes: [vpc] } };
    const chosen = stacksNamed('dev-shop-network');
    const objects = { 'dev-shop-network.tfstate': stateOf(['aws_vpc.main']) };
    const refused = await deploy({ objects, plans }, chosen);
    expect(refused.result).toMatch(/aws_vpc\.main: .*because of cidr_block: .*\[running-replaced\]/);
    expect(refused.done).toEqual(PLANNED_AND_APPLIED('dev-shop-network').slice(0, 2));
    const settings = { accept: ['running-replaced'] };
    expect((await deploy({ objects, plans, settings }, chosen)).done).toEqual(
      PLANNED_AND_APPLIED('dev-shop-network'),
    );
    expect((await deploy({ plans }, chosen)).done).toEqual(PLANNED_AND_APPLIED('dev-shop-network'));
  });

  it('stops at the first stack that fails, and says how to go on', async () => {
    const { result, done } = await deploy({ exitCodes: { 'dev-shop-network apply': 1 } });
    expect(result).toBe(
      'stack "dev-shop-network": terraform apply ended with 1; see its output above; when that is solved, run the same command again: it continues from here [terraform-failed]',
    );
    expect(done.at(-1)).toBe('dev-shop-network apply dev-shop-network.tfplan');
  });
});

describe('npm run deploy does nothing at all', () => {
  it.each<[string, FakeInput, string[], string]>([
    [
      'with the example bucket',
      { settings: { stateBucket: EXAMPLE_STATE_BUCKET }, local: '' },
      [],
      'setting MESH_STATE_BUCKET: is still the example, got "meshwright-example-state"; set it to a bucket name of your own, or write "stateBucket" to context.mesh of cdktf.json; the bucket is made for you [state-bucket-example]',
    ],
    [
      'on App Mesh, which has ended',
      { settings: { target: 'app-mesh' }, standing: NONE, local: '' },
      [],
      'setting MESH_TARGET: AWS ended App Mesh on 2026-09-30, so "dev-shop" of target app-mesh cannot be deployed; set MESH_TARGET=envoy for the mesh that runs today, or none for plain ECS; if another service answers the API of App Mesh, MESH_ACCEPT=app-mesh-ended deploys it [app-mesh-ended]',
    ],
    [
      'with a bucket of another account',
      { standing: { kind: 'foreign', account: '123456789012' } },
      [],
      'state bucket "acme-states": is not one of account 123456789012, or you may not read it; bucket names are global: set MESH_STATE_BUCKET to another name, or use credentials of the account that owns it [state-bucket-foreign]',
    ],
    [
      'with a bucket of another region',
      { standing: { kind: 'elsewhere', region: 'eu-west-1' } },
      [],
      'state bucket "acme-states": must be in region us-west-2, got "eu-west-1"; set AWS_REGION=eu-west-1, or MESH_STATE_BUCKET to another name [state-bucket-region]',
    ],
    [
      'where the local state knows another bucket, which terraform would replace',
      { local: stateOf(['aws_s3_bucket.bucket'], { bucket: 'old-states' }) },
      [],
      'setting MESH_STATE_BUCKET: differs from bucket "old-states", which terraform.state.tfstate has, got "acme-states"; set it back; for a second bucket move terraform.state.tfstate away first, nothing in AWS changes by that [state-bucket-changed]',
    ],
    [
      'where the bucket is gone that the local state knows, with all states that were in it',
      { standing: NONE },
      [],
      'state bucket "acme-states": does not exist, though terraform.state.tfstate has it: its states are lost, and what they describe may still run; restore the bucket with its objects; to start again, first find what still runs (tag ManagedBy: terraform), because all of it would be created a second time, then move terraform.state.tfstate away [state-bucket-gone]',
    ],
    [
      'while another deploys one of them, whose lock says who',
      {
        objects: {
          'dev-shop-registry.tfstate.tflock':
            '{"ID":"4a63-9d","Operation":"OperationTypeApply","Info":"","Who":"ann@laptop","Version":"1.11.4","Created":"2026-11-30T08:00:00Z","Path":"acme-states/dev-shop-registry.tfstate"}',
        },
      },
      [],
      'state "dev-shop-registry.tfstate": is locked by ann@laptop since 2026-11-30T08:00:00Z (Apply); wait until it is released; if no terraform is at work, run npm run synth and terraform -chdir=cdktf.out/stacks/dev-shop-registry init, then terraform -chdir=cdktf.out/stacks/dev-shop-registry force-unlock 4a63-9d [state-locked]',
    ],
    [
      'for a stack without the bucket',
      { standing: NONE, local: '' },
      ['dev-shop-registry'],
      'stack "dev-shop-registry": needs stack "state", which is not deployed; run npm run deploy state first, or npm run deploy for all [stack-upstream-missing]',
    ],
    [
      'for a stack whose upstream was never deployed, or was destroyed',
      { objects: { 'dev-shop-registry.tfstate': stateOf([]) } },
      ['dev-shop'],
      [
        'stack "dev-shop": needs stack "dev-shop-network", which is not deployed; run npm run deploy dev-shop-network first, or npm run deploy for all [stack-upstream-missing]',
        'stack "dev-shop": needs stack "dev-shop-registry", which is not deployed; run npm run deploy dev-shop-registry first, or npm run deploy for all [stack-upstream-missing]',
      ].join('\n'),
    ],
  ])('%s', async (_, input, names, message) => {
    const { result, done } = await deploy(input, names.length === 0 ? STACKS : stacksNamed(...names));
    expect(result).toBe(message);
    expect(done).toEqual([]);
  });
});
