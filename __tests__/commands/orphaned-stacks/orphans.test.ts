/** Stack `extra` was taken out of application `shop`; its state still stands in the bucket. */
import { emptyModule } from '../../../lib/commands/terraform/empty-module';
import { planStacks } from '../../../lib/commands/deploy/plan-stacks';
import { deployStacks } from '../../../lib/commands/deploy/deploy-stacks';
import { destroyStacks } from '../../../lib/commands/deploy/destroy-stacks';
import { readStackNames } from '../../../lib/commands/orphaned-stacks/orphan-choice';
import { findOrphans } from '../../../lib/commands/orphaned-stacks/orphans';
import { awsCallFailed } from '../../../lib/commands/terraform-state/problems';
import { MeshError } from '../../../lib/mesh/checks/problem';
import { listStacks, type StackEntry } from '../../../lib/project/stack-list';
import { aMesh, aNode } from '../../../lib/testing';
import { fakeDeployContext, type FakeInput } from '../fake-deploy-context';
import { codesOf, refusalOf } from '../rejections';

const shop = aMesh({
  nodes: { web: aNode() },
  services: { web: { to: 'web' } },
  stacks: { platform: [], web: ['web'] },
}).at({ stage: 'dev' });
const stacks = listStacks([shop], 'elsewhere');
const named = (...names: string[]) => stacks.filter(({ name }) => names.includes(name));

interface Held {
  readonly address: string;
  readonly attributes: object;
}

const tags = (Stack: string, more: object = {}) => ({
  tags_all: { Application: 'shop', ManagedBy: 'terraform', Stack, Stage: 'dev', ...more },
});

/** @param reads keys of states that it reads */
function state(held: readonly Held[], reads: readonly string[] = []): string {
  const at = (address: string) => {
    const [type, name] = address.split('.');
    return { type, name };
  };
  return JSON.stringify({
    version: 4,
    resources: [
      ...held.map(({ address, attributes }) => ({
        mode: 'managed',
        ...at(address),
        instances: [{ attributes }],
      })),
      ...reads.map((key) => ({
        mode: 'data',
        type: 'terraform_remote_state',
        name: key.split('.')[0],
        instances: [{ attributes: { config: { value: { bucket: 'acme-states', key }, type: 'object' } } }],
      })),
    ],
  });
}

const READS = ['dev-shop-network.tfstate', 'dev-shop-platform.tfstate'];
const extra = state(
  [
    {
      address: 'aws_ecs_service.extra',
      attributes: {
        id: 'arn:svc',
        network_configuration: [{ security_groups: ['sg-extra'] }],
        ...tags('dev-shop-extra'),
      },
    },
    { address: 'aws_iam_role_policy.extra', attributes: { id: 'r:p' } },
  ],
  READS,
);
const group = (node: string): Held => ({
  address: `aws_security_group.${node}`,
  attributes: { id: `sg-${node}`, ...tags('dev-shop-platform') },
});
const one = (stack: string) =>
  state([{ address: 'aws_thing.one', attributes: { id: 'one', ...tags(stack) } }]);

const standing = {
  'dev-shop-network.tfstate': one('dev-shop-network'),
  'dev-shop-registry.tfstate': one('dev-shop-registry'),
  'dev-shop-platform.tfstate': state([group('web'), group('extra')]),
  'dev-shop-web.tfstate': one('dev-shop-web'),
  'dev-shop-extra.tfstate': extra,
};
const declared = {
  'dev-shop-network': ['aws_thing.one'],
  'dev-shop-registry': ['aws_thing.one'],
  'dev-shop-platform': ['aws_security_group.web'],
  'dev-shop-web': ['aws_thing.one'],
};

function fake(input: FakeInput = {}) {
  const made = fakeDeployContext({ objects: standing, declared, settings: { protect: false }, ...input });
  return { ...made, context: { ...made.context, stacks } };
}

describe('a stack that no application declares', () => {
  const found = async (objects: Readonly<Record<string, string>>) => {
    const { orphans } = await findOrphans(fake({ objects }).context, [shop]);
    return orphans.map(({ entry }) => entry.name);
  };

  it('is one whose resources say so: application, stage and stack', async () => {
    expect(await found(standing)).toEqual(['dev-shop-extra']);
  });

  // Another application may be called by the first letters of ours, or ours by those of another.
  it.each<[string, string, object]>([
    ['of application shop-extra', 'dev-shop-extra', tags('dev-shop-extra', { Application: 'shop-extra' })],
    ['of its stack web', 'dev-shop-extra-web', tags('dev-shop-extra-web', { Application: 'shop-extra' })],
    ['of another stage', 'prod-shop-extra', tags('prod-shop-extra', { Stage: 'prod' })],
  ])('is none %s of another project, which is not told either', async (_, name, tagged) => {
    const objects = { [`${name}.tfstate`]: state([{ address: 'a.b', attributes: tagged }], READS) };
    expect(await findOrphans(fake({ objects }).context, [shop])).toEqual({ orphans: [], left: [] });
  });

  it.each<[string, string, string]>([
    ['that holds nothing', 'dev-shop-empty', state([], READS)],
    [
      'that a setting takes away, not the code',
      'dev-shop-images',
      state([{ address: 'docker_image.web', attributes: { id: 'x' } }], READS),
    ],
  ])('is none %s', async (_, name, text) => {
    const objects = { [`${name}.tfstate`]: text };
    expect(await findOrphans(fake({ objects }).context, [shop])).toEqual({ orphans: [], left: [] });
  });
});

/** States that no stack of the code has, and that another team may have written. */
describe('a state that does not prove whose it is', () => {
  const record = { address: 'aws_route53_record.www', attributes: { id: 'Z_www', name: 'www.example.com' } };
  const service = (tagged: object) => ({
    address: 'aws_ecs_service.x',
    attributes: { id: 'arn', ...tagged },
  });
  const UNPROVED = 'nothing in it proves that it was';

  const unsure: readonly [string, string, string][] = [
    ['has no tags, and reads our network', state([record], READS), UNPROVED],
    ['has empty tags', state([service({ tags_all: {} })], READS), UNPROVED],
    ['has tags of its own', state([service({ tags_all: { Team: 'dns' } })], READS), UNPROVED],
    ['is a copy of another', state([service(tags('dev-shop-extra'))], READS), UNPROVED],
    ['is not managed by terraform', state([service(tags('dev-shop-dns', { ManagedBy: 'x' }))]), UNPROVED],
    [
      'has ours beside those of another team',
      state([service(tags('dev-shop-dns')), service({ tags_all: { Team: 'dns' } })]),
      UNPROVED,
    ],
    [
      'has those of another application beside those of another team',
      state([
        service(tags('dev-shop-dns', { Application: 'other' })),
        service({ tags_all: { Team: 'dns' } }),
      ]),
      UNPROVED,
    ],
    ['is no JSON', 'sealed', 'it is not a state of terraform (Unexpected token'],
    [
      'is encrypted by another tool',
      '{"encrypted_data":"x"}',
      'it is not a state of terraform (version undefined)',
    ],
    ['is torn', '{"version":4,"resources":null}', 'it is not a state of terraform (its resources are not'],
  ];
  const held = (text: string) => ({ ...standing, 'dev-shop-dns.tfstate': text });
  const TOLD = (because: string) =>
    `state "dev-shop-dns.tfstate" is of no stack of this project, and ${because}`;
  const asked = { autoApprove: true, confirm: () => Promise.resolve(false) };

  it.each(unsure)('as it %s: it is reported, and stops no command', async (_, text, because) => {
    const { context, said } = fake({ objects: held(text) });
    expect(await findOrphans(context, [shop])).toMatchObject({
      orphans: [{ entry: { name: 'dev-shop-extra' } }],
      left: [{ name: 'dev-shop-dns' }],
    });
    expect(await refusalOf(() => deployStacks(context, named('dev-shop-web'), asked))).toBe('done');
    const lines = said.filter((line) => line.startsWith(TOLD(because)));
    expect(lines).toEqual([expect.stringMatching(/: it may belong to others, and is left alone$/)]);
  });

  it.each(unsure)('as it %s: destroy leaves it alone, and says so', async (_, text, because) => {
    const { context, done, said } = fake({ objects: held(text) });
    const chosen = stacks.filter(({ part }) => part !== 'state');
    await destroyStacks(context, chosen, { ...asked, orphans: 'all' });
    expect(done.filter((each) => each.includes('dev-shop-dns'))).toEqual([]);
    expect(done.filter((each) => each.includes(' plan -destroy'))).toHaveLength(5);
    expect(said.filter((line) => line.startsWith(TOLD(because)))).toHaveLength(1);
  });

  it.each(unsure)('as it %s: destroy refuses its name, with what to do', async (_, text, because) => {
    const { context, done } = fake({ objects: held(text) });
    const result = await refusalOf(() => destroyStacks(context, [], { ...asked, orphans: ['dev-shop-dns'] }));
    expect(result).toContain(`stack "dev-shop-dns": is not a stack of this project, and ${because}`);
    expect(result).toMatch(
      /: it may belong to others, so nothing of it is destroyed; where it is yours, declare it again, then run npm run destroy dev-shop-dns; else ask who keeps it \[stack-unproved\]$/,
    );
    expect(done).toEqual([]);
  });

  it('does not make diff end with 2', async () => {
    const objects = { ...standing, 'dev-shop-extra.tfstate': state([record], READS) };
    expect(await planStacks(fake({ objects }).context, named('dev-shop-web'))).toBe(0);
  });

  it('is left open where its state may not be read: a reader of one stack still plans it', async () => {
    const { context, said } = fake();
    const read = (key: string) =>
      key === 'dev-shop-extra.tfstate'
        ? Promise.reject(new MeshError([awsCallFailed('s3:GetObject', 'Access Denied', key)]))
        : context.store.read(key);
    const store = { ...context.store, read };
    expect(await planStacks({ ...context, store }, named('dev-shop-web'))).toBe(0);
    expect(said.at(-1)).toMatch(
      /state "dev-shop-extra.tfstate" is of no stack of this project, and you may not read whose it is: it may belong to others, and is left alone$/,
    );
  });
});

describe('npm run diff', () => {
  it('names it with the command that works, and ends with 2', async () => {
    const { context, said } = fake();
    expect(await planStacks(context, named('dev-shop-web'))).toBe(2);
    expect(said.at(-1)).toMatch(
      /stack "dev-shop-extra" holds 2 resources \(aws_ecs_service.extra, aws_iam_role_policy.extra\), and no application declares it: npm run destroy dev-shop-extra$/,
    );
  });
});

describe('npm run deploy', () => {
  const deploy = async (chosen: readonly StackEntry[], input?: FakeInput) => {
    const { context, done, said } = fake(input);
    return {
      result: await refusalOf(() =>
        deployStacks(context, chosen, { autoApprove: true, confirm: () => Promise.resolve(false) }),
      ),
      done,
      said,
    };
  };

  it('refuses to delete what its tasks use, before anything is applied', async () => {
    const { result, done } = await deploy(stacks.filter(({ part }) => part !== 'state'));
    expect(result).toBe(
      'stack "dev-shop-extra": is declared by no application any more, and still uses what this would delete from stack "dev-shop-platform": 1 resource (aws_security_group.extra); run npm run destroy dev-shop-extra first, or declare it again [stack-orphaned]',
    );
    expect(done).toEqual([]);
  });

  it('reports it, and goes on, where it takes nothing from it', async () => {
    const { result, said } = await deploy(named('dev-shop-web'));
    expect(result).toBe('done');
    expect(said.filter((line) => line.endsWith('npm run destroy dev-shop-extra'))).toHaveLength(1);
  });
});

describe('npm run destroy', () => {
  const destroy = async (names: readonly string[], input?: FakeInput) => {
    const { context, done } = fake(input);
    const wanted = readStackNames(names);
    const work = async () => {
      const chosen = wanted.choose(stacks).filter(({ part }) => part !== 'state');
      const options = { autoApprove: true, confirm: () => Promise.resolve(false), orphans: wanted.orphans() };
      await destroyStacks(context, chosen, options);
    };
    return { result: await refusalOf(work), done };
  };
  const gone = [
    // Each application has a registry; a network may belong to another.
    'declare nothing in dev-shop-extra, as dev-shop-registry',
    'dev-shop-extra init',
    'dev-shop-extra plan -destroy -out=dev-shop-extra.tfplan',
  ];

  it('takes its name, and needs no code of it', async () => {
    expect(await destroy(['dev-shop-extra'])).toEqual({ result: 'done', done: gone });
  });

  it('destroys it with the stage, before what it uses', async () => {
    const { result, done } = await destroy([]);
    expect(result).toBe('done');
    expect(done.filter((each) => each.includes('destroy'))).toEqual(
      ['extra', 'web', 'platform', 'registry', 'network'].map(
        (name) => `dev-shop-${name} plan -destroy -out=dev-shop-${name}.tfplan`,
      ),
    );
  });

  it('refuses what it still uses', async () => {
    const { result, done } = await destroy(['dev-shop-platform', 'dev-shop-web']);
    expect(result).toMatch(
      /^stack "dev-shop-platform": is used by stack "dev-shop-extra", .*\[stack-in-use\]$/,
    );
    expect(done).toEqual([]);
  });

  it('asks for MESH_PROTECT=off where it holds what that protects: its JSON is gone, which protected it', async () => {
    const cluster = state([{ address: 'aws_ecs_cluster.cluster', attributes: tags('dev-shop-old') }]);
    const input = { objects: { 'dev-shop-old.tfstate': cluster } };
    expect((await destroy(['dev-shop-old'], { ...input, settings: { protect: true } })).result).toMatch(
      /^stack "dev-shop-old": is protected: .*\[stack-protected\]$/,
    );
    expect((await destroy(['dev-shop-old'], input)).result).toBe('done');
  });

  it.each([['dev-shop-webb'], ['dev-other'], ['prod-shop-extra'], ['dev-shopextra']])(
    'knows no stack %s, standing in the bucket or not',
    async (name) => {
      const { result, done } = await destroy([name], {
        objects: { ...standing, 'prod-shop-extra.tfstate': extra },
      });
      expect([...result.matchAll(/\[([a-z-]+)\]/g)].map(([, code]) => code)).toEqual(['stack-unknown']);
      expect(done).toEqual([]);
      expect(
        await codesOf(() =>
          destroyStacks(fake({ standing: { kind: 'none' }, local: '' }).context, [], {
            autoApprove: true,
            confirm: () => Promise.resolve(false),
            orphans: [name],
          }),
        ),
      ).toEqual(['stack-unknown']);
    },
  );
});

test('its module has the provider and the bucket of a stack beside it, its own key, and no resource', () => {
  const like = {
    '//': { metadata: {} },
    terraform: {
      backend: { s3: { bucket: 'b', key: 'dev-shop-network.tfstate', use_lockfile: true } },
      required_version: '>= 1.10.0',
    },
    provider: {
      aws: [{ region: 'eu-west-1', default_tags: [{ tags: { Stack: 'dev-shop-network', Stage: 'dev' } }] }],
    },
    variable: { web_image: { type: 'string', default: '' } },
    resource: { aws_vpc: { main: {} } },
    output: { vpc_id: { value: 1 } },
  };
  expect(JSON.parse(emptyModule(JSON.stringify(like), 'dev-shop-extra'))).toEqual({
    terraform: {
      backend: { s3: { bucket: 'b', key: 'dev-shop-extra.tfstate', use_lockfile: true } },
      required_version: '>= 1.10.0',
    },
    provider: {
      aws: [{ region: 'eu-west-1', default_tags: [{ tags: { Stack: 'dev-shop-extra', Stage: 'dev' } }] }],
    },
    // Users keep values of them beside the JSON.
    variable: like.variable,
  });
});
