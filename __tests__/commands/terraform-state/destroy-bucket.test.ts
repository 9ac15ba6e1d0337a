import { destroyStacks } from '../../../lib/commands/deploy/destroy-stacks';
import { fakeDeployContext, type FakeInput, STACKS, stacksNamed, stateOf } from '../fake-deploy-context';
import { codesOf, refusalOf } from '../rejections';

const UNPROTECTED = { protect: false };
const STATE = stacksNamed('state');

async function destroy(input: FakeInput, chosen = STATE, answer?: boolean) {
  const { context, done, said } = fakeDeployContext({ changes: true, ...input });
  const confirm = (question: string) => {
    done.push(question);
    return Promise.resolve(answer === true);
  };
  const work = () =>
    destroyStacks(context, chosen, { autoApprove: answer === undefined, confirm, orphans: [] });
  return { result: await refusalOf(work), done, said };
}

const DESTROYED = (stack: string) => [
  `${stack} plan -destroy -out=${stack}.tfplan`,
  `${stack} apply ${stack}.tfplan`,
];

describe('destroying the state bucket', () => {
  it('names what is in it, empties it and then leaves it to terraform', async () => {
    const input = {
      objects: { 'dev-shop.tfstate': stateOf([]) },
      deleted: ['dev-shop.tfstate.tflock', 'old.tfstate'],
      settings: UNPROTECTED,
    };
    const { result, done, said } = await destroy(input);
    expect(result).toBe('done');
    expect(said).toEqual(
      expect.arrayContaining([
        'dev-shop.tfstate: holds no resources',
        'old.tfstate: deleted, older versions remain',
        '1 versions deleted',
      ]),
    );
    expect(done).toEqual(['state init', 'empty the bucket', ...DESTROYED('state')]);
  });

  it('asks before, and does nothing without a yes', async () => {
    const question = 'Delete bucket "acme-states" and every version of these states for ever?';
    const refused = await destroy({ settings: UNPROTECTED }, STATE, false);
    expect(refused).toMatchObject({ result: 'ends with 1', done: [question] });
    const agreed = await destroy({ settings: UNPROTECTED }, STATE, true);
    expect(agreed.done).toEqual([question, 'state init', 'empty the bucket', ...DESTROYED('state')]);
  });

  it('adopts the bucket on a machine that has not made it', async () => {
    const { done } = await destroy({ local: '', settings: UNPROTECTED });
    expect(done).toEqual([
      'state init',
      'state import aws_s3_bucket.bucket acme-states',
      'empty the bucket',
      ...DESTROYED('state'),
    ]);
  });

  it('comes last, and counts what the same run destroys as gone', async () => {
    const objects = { 'dev-shop.tfstate': stateOf(['aws_thing.one']) };
    const { result, done } = await destroy({ objects, settings: UNPROTECTED }, [...STACKS]);
    expect(result).toBe('done');
    expect(done).toEqual([
      'declare nothing in dev-shop, as dev-shop',
      'dev-shop init',
      ...DESTROYED('dev-shop'),
      'state init',
      'empty the bucket',
      ...DESTROYED('state'),
    ]);
  });
});

describe('the state bucket is left alone', () => {
  it.each<[string, FakeInput, string]>([
    [
      'while it is protected',
      {},
      'stack "state": is protected: its bucket "acme-states" holds the state of everything else; set MESH_PROTECT=off to destroy it [state-protected]',
    ],
    [
      'while a state of any stage holds a resource',
      {
        objects: {
          'dev-shop.tfstate': stateOf(['aws_thing.b', 'aws_thing.a']),
          'prod-shop.tfstate': stateOf(['a.1', 'a.2', 'a.3', 'a.4', 'a.5', 'a.6']),
        },
        settings: UNPROTECTED,
      },
      [
        'state "dev-shop.tfstate": still holds 2 resources (aws_thing.a, aws_thing.b); destroy that stack first (MESH_STAGE chooses its stage) [state-not-empty]',
        'state "prod-shop.tfstate": still holds 6 resources (a.1, a.2, a.3, a.4, a.5, …); destroy that stack first (MESH_STAGE chooses its stage) [state-not-empty]',
      ].join('\n'),
    ],
    [
      'while stack images of a project that builds elsewhere by now holds one',
      { objects: { 'dev-shop-images.tfstate': stateOf(['docker_image.web']) }, settings: UNPROTECTED },
      'state "dev-shop-images.tfstate": still holds 1 resource (docker_image.web); destroy that stack first (MESH_STAGE chooses its stage, MESH_BUILD=docker has it) [state-not-empty]',
    ],
    [
      'while somebody holds a lock',
      { objects: { 'dev-shop.tfstate.tflock': '{}' }, settings: UNPROTECTED },
      'state "dev-shop.tfstate": is locked by an unknown user since an unknown time (an unknown operation); wait until it is released; if no terraform is at work, run npm run synth and terraform -chdir=cdktf.out/stacks/dev-shop init, then terraform -chdir=cdktf.out/stacks/dev-shop force-unlock <id> [state-locked]',
    ],
    [
      'while it holds anything but states, even as an older version',
      { objects: { 'report.pdf': '%PDF' }, deleted: ['photo.jpg'], settings: UNPROTECTED },
      'state bucket "acme-states": holds objects that are not states: "photo.jpg", "report.pdf"; move them to another place first: the bucket is emptied before it is deleted [state-bucket-shared]',
    ],
  ])('%s', async (_, input, message) => {
    const { result, done } = await destroy(input);
    expect(result).toBe(message);
    expect(done).toEqual([]);
  });

  it('while another stage is deployed, even before the stacks of this one are destroyed', async () => {
    const held = stateOf(['aws_thing.one']);
    const objects = { 'dev-shop.tfstate': held, 'prod-shop.tfstate': held };
    const { result, done } = await destroy({ objects, settings: UNPROTECTED }, [...STACKS]);
    expect(result).toMatch(/^state "prod-shop.tfstate": .*\[state-not-empty\]$/);
    expect(done).toEqual([]);
  });

  it('where another command deploys while the question stands', async () => {
    const { context, done } = fakeDeployContext({ settings: UNPROTECTED });
    const confirm = async () => (await context.terraform('prod-shop', 'apply')) === 0;
    expect(
      await codesOf(() => destroyStacks(context, STATE, { autoApprove: false, confirm, orphans: [] })),
    ).toEqual(['state-not-empty']);
    expect(done).toEqual(['prod-shop apply', 'state init']);
  });
});
