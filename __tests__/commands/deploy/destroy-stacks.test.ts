import { destroyStacks } from '../../../lib/commands/deploy/destroy-stacks';
import {
  fakeDeployContext,
  type FakeInput,
  NONE,
  readingState,
  STACKS,
  stacksNamed,
  stateOf,
} from '../fake-deploy-context';
import { refusalOf } from '../rejections';

const one = stateOf(['aws_thing.one']);
const ALL_DEPLOYED = {
  'dev-shop-network.tfstate': one,
  'dev-shop-registry.tfstate': one,
  'dev-shop.tfstate': one,
};
const UNPROTECTED = { protect: false };
const STAGE = STACKS.filter(({ part }) => part !== 'state');

async function destroy(input: FakeInput, chosen = STAGE, answer?: boolean) {
  const { context, done, said, read, outcomes } = fakeDeployContext({ changes: true, ...input });
  const confirm = (question: string) => {
    done.push(question);
    return Promise.resolve(answer === true);
  };
  const result = await refusalOf(() =>
    destroyStacks(context, chosen, { autoApprove: answer === undefined, confirm, orphans: [] }),
  );
  return { result, done, said, read, outcomes };
}

describe('npm run destroy', () => {
  it('goes backwards', async () => {
    const { done } = await destroy({ objects: ALL_DEPLOYED, settings: UNPROTECTED });
    expect(done).toEqual([
      'declare nothing in dev-shop, as dev-shop',
      'dev-shop init',
      'dev-shop plan -destroy -out=dev-shop.tfplan',
      'dev-shop apply dev-shop.tfplan',
      'dev-shop-registry init',
      'dev-shop-registry plan -destroy -out=dev-shop-registry.tfplan',
      'dev-shop-registry apply dev-shop-registry.tfplan',
      'dev-shop-network init',
      'dev-shop-network plan -destroy -out=dev-shop-network.tfplan',
      'dev-shop-network apply dev-shop-network.tfplan',
    ]);
  });

  it('does not ask the JSON of what differs with the target, unless users keep resources beside it', async () => {
    const services = { name: 'dev-shop-web', part: 'services', reads: [] } as const;
    const platform = { name: 'dev-shop-platform', part: 'platform', reads: [] } as const;
    const objects = { 'dev-shop-web.tfstate': one, 'dev-shop-platform.tfstate': one };
    const { context, done } = fakeDeployContext({
      changes: true,
      objects,
      settings: UNPROTECTED,
      ownDeclarations: ['dev-shop-platform'],
    });
    const approved = { autoApprove: true, confirm: () => Promise.resolve(false), orphans: [] };
    await destroyStacks({ ...context, stacks: [platform, services] }, [platform, services], approved);
    expect(done).toEqual([
      'declare nothing in dev-shop-web, as dev-shop-web',
      'dev-shop-web init',
      'dev-shop-web plan -destroy -out=dev-shop-web.tfplan',
      'dev-shop-web apply dev-shop-web.tfplan',
      'dev-shop-platform init',
      'dev-shop-platform plan -destroy -out=dev-shop-platform.tfplan',
      'dev-shop-platform apply dev-shop-platform.tfplan',
    ]);
  });

  it('passes over what is not deployed', async () => {
    const objects = { 'dev-shop-network.tfstate': one, 'dev-shop.tfstate': stateOf([]) };
    const { done, outcomes } = await destroy({ objects });
    expect(done).toEqual([
      'dev-shop-network init',
      'dev-shop-network plan -destroy -out=dev-shop-network.tfplan',
      'dev-shop-network apply dev-shop-network.tfplan',
    ]);
    expect(outcomes.all().map(({ stack, done: end }) => [stack, end])).toEqual([
      ['dev-shop', 'nothing is deployed'],
      ['dev-shop-registry', 'nothing is deployed'],
      ['dev-shop-network', 'destroyed'],
    ]);
  });

  it('has nothing to do without the bucket', async () => {
    const { result, done, said } = await destroy({ standing: NONE, local: '' });
    expect({ result, done }).toEqual({ result: 'done', done: [] });
    expect(said.at(-1)).toBe('nothing is deployed: there is no such bucket');
  });

  it('asks before it destroys, without --auto-approve', async () => {
    const { done } = await destroy(
      { objects: ALL_DEPLOYED, settings: UNPROTECTED },
      stacksNamed('dev-shop'),
      true,
    );
    expect(done).toEqual([
      'declare nothing in dev-shop, as dev-shop',
      'dev-shop init',
      'dev-shop plan -destroy -out=dev-shop.tfplan',
      'Destroy stack "dev-shop"?',
      'dev-shop apply dev-shop.tfplan',
    ]);
  });

  it('tells repositories first that their images may go, since the provider asks the state and not the JSON', async () => {
    const registry = stateOf(['aws_ecr_repository.cart'], { force_delete: false });
    const input = { objects: { 'dev-shop-registry.tfstate': registry }, settings: UNPROTECTED };
    expect((await destroy(input)).done).toEqual([
      'dev-shop-registry init',
      'dev-shop-registry plan -out=dev-shop-registry.tfplan',
      'dev-shop-registry apply dev-shop-registry.tfplan',
      'dev-shop-registry plan -destroy -out=dev-shop-registry.tfplan',
      'dev-shop-registry apply dev-shop-registry.tfplan',
    ]);
    // Protected, they keep them, and terraform refuses to delete one that holds any.
    expect((await destroy({ ...input, settings: { protect: true } })).done).toEqual([
      'dev-shop-registry init',
      'dev-shop-registry plan -destroy -out=dev-shop-registry.tfplan',
      'dev-shop-registry apply dev-shop-registry.tfplan',
    ]);
  });

  it('reads the states of the chosen ones, and of those that read them', async () => {
    const { read } = await destroy({ objects: ALL_DEPLOYED, settings: UNPROTECTED }, stacksNamed('dev-shop'));
    expect(read).toEqual(['dev-shop.tfstate', 'dev-shop.tfstate.tflock']);
    const network = await destroy(
      { objects: { 'dev-shop-network.tfstate': one } },
      stacksNamed('dev-shop-network'),
    );
    expect(network.read).toEqual([
      'dev-shop-network.tfstate',
      'dev-shop.tfstate',
      'dev-shop-network.tfstate.tflock',
    ]);
  });

  it('stops where terraform fails', async () => {
    const exitCodes = { 'dev-shop apply': 1 };
    const { result, done } = await destroy({ objects: ALL_DEPLOYED, settings: UNPROTECTED, exitCodes });
    expect(result).toMatch(/^stack "dev-shop": terraform apply ended with 1;.*\[terraform-failed\]$/);
    expect(done.at(-1)).toBe('dev-shop apply dev-shop.tfplan');
  });
});

describe('npm run destroy does nothing at all', () => {
  it('to a protected application that is deployed', async () => {
    const { result, done } = await destroy({ objects: ALL_DEPLOYED });
    expect(result).toBe(
      'stack "dev-shop": is protected: terraform must not delete its cluster, zone and load balancer; set MESH_PROTECT=off to destroy it [stack-protected]',
    );
    expect(done).toEqual([]);
  });

  it('to a protected bucket, and asks AWS nothing', async () => {
    const { result, said } = await destroy({ objects: ALL_DEPLOYED }, stacksNamed('state'));
    expect(result).toMatch(/\[state-protected\]$/);
    expect(said).toEqual([]);
  });

  it('to a stack that another one is using', async () => {
    const { result, done } = await destroy({ objects: ALL_DEPLOYED }, stacksNamed('dev-shop-network'));
    expect(result).toBe(
      'stack "dev-shop-network": is used by stack "dev-shop", which still holds 1 resource (aws_thing.one); destroy "dev-shop" first, or name both [stack-in-use]',
    );
    expect(done).toEqual([]);
  });

  it('to a network in which an application stands that is not declared any more', async () => {
    const network = 'dev-shop-network.tfstate';
    const objects = {
      [network]: one,
      'dev-bank.tfstate': readingState(['aws_thing.one'], [network]),
      'dev-empty.tfstate': readingState([], [network]),
      'dev-other.tfstate': readingState(['aws_thing.one'], ['dev-other-network.tfstate']),
      'dev-text.tfstate': 'no state',
      'prod-bank.tfstate': readingState(['aws_thing.one'], [network]),
    };
    const { result, done } = await destroy({ objects }, stacksNamed('dev-shop-network'));
    expect(result).toBe(
      'stack "dev-shop-network": is used by stack "dev-bank" of an application that this project does not have, which still holds 1 resource (aws_thing.one); declare that application again, and destroy "dev-bank" first; if it belongs to others, ask them [network-in-use]',
    );
    expect(done).toEqual([]);
    const { read } = await destroy({ objects }, stacksNamed('dev-shop-registry'));
    expect(read).not.toContain('dev-bank.tfstate');
  });

  it('to a bucket that is gone, and does not say that nothing is deployed', async () => {
    const { result } = await destroy({ standing: NONE });
    expect(result).toMatch(/^state bucket "acme-states": does not exist, though .*\[state-bucket-gone\]$/);
  });

  it('to a stack that another command deploys', async () => {
    const lock = JSON.stringify({
      ID: '1-2',
      Who: 'ann@laptop',
      Operation: 'OperationTypeApply',
      Created: '2026-11-30T08:00:00Z',
    });
    const objects = { ...ALL_DEPLOYED, 'dev-shop.tfstate.tflock': lock };
    const { result, done } = await destroy({ objects, settings: UNPROTECTED });
    expect(result).toMatch(
      /^state "dev-shop.tfstate": is locked by ann@laptop since 2026-11-30T08:00:00Z \(Apply\);/,
    );
    expect(done).toEqual([]);
  });

  it('to a stack whose state it cannot read', async () => {
    const { result, done } = await destroy({ objects: { 'dev-shop.tfstate': 'torn' } });
    expect(result).toMatch(/\[state-unreadable\]$/);
    expect(done).toEqual([]);
  });
});
