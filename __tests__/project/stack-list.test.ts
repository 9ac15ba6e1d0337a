import { listStacks } from '../../lib/project';
import { aMesh, aNode, type MeshParts } from '../../lib/testing';

it('is in the order of deployment: who is read comes first', () => {
  const shop = aMesh().at({ stage: 'prod' });
  const bank = { ...shop, name: 'bank' };
  expect(
    listStacks([shop, bank], 'elsewhere').map(({ name, part, reads }) => [name, part, ...reads]),
  ).toEqual([
    ['state', 'state'],
    ['prod-shop-network', 'network'],
    ['prod-shop-registry', 'registry'],
    ['prod-shop', 'application', 'prod-shop-network', 'prod-shop-registry'],
    ['prod-bank-network', 'network'],
    ['prod-bank-registry', 'registry'],
    ['prod-bank', 'application', 'prod-bank-network', 'prod-bank-registry'],
  ]);
});

it('has the stack that builds the images between their registry and who runs them, where Docker builds', () => {
  const shop = aMesh().at({ stage: 'prod' });
  expect(listStacks([shop], 'docker').map(({ name, part, reads }) => [name, part, ...reads])).toEqual([
    ['state', 'state'],
    ['prod-shop-network', 'network'],
    ['prod-shop-registry', 'registry'],
    ['prod-shop-images', 'images', 'prod-shop-registry'],
    ['prod-shop', 'application', 'prod-shop-network', 'prod-shop-registry'],
  ]);
});

it('has a platform and one stack for each service, where the application says what is deployed together', () => {
  const nodes = { web: aNode({ backends: ['cart'] }), cart: aNode() };
  const services = { web: { to: 'web' }, cart: { to: 'cart' } } as const;
  const stacks = { platform: [], web: ['web'], cart: ['cart'] };
  const shop = aMesh({ nodes, services, stacks }).at({ stage: 'prod' });
  expect(listStacks([shop], 'elsewhere').map(({ name, part, reads }) => [name, part, ...reads])).toEqual([
    ['state', 'state'],
    ['prod-shop-network', 'network'],
    ['prod-shop-registry', 'registry'],
    ['prod-shop-platform', 'platform', 'prod-shop-network'],
    ['prod-shop-cart', 'services', 'prod-shop-network', 'prod-shop-platform', 'prod-shop-registry'],
    ['prod-shop-web', 'services', 'prod-shop-network', 'prod-shop-platform', 'prod-shop-registry'],
  ]);
});

it('says which stacks wait for images: those with nodes', () => {
  const stacks = { platform: [], web: ['web'] };
  const waiting = (parts: MeshParts) =>
    listStacks([aMesh(parts).at({ stage: 'dev' })], 'elsewhere')
      .filter(({ runsImages }) => runsImages)
      .map(({ name }) => name);
  expect(waiting({})).toEqual(['dev-shop']);
  expect(waiting({ stacks })).toEqual(['dev-shop-web']);
  expect(waiting({ stacks: { platform: ['web'] } })).toEqual(['dev-shop-platform']);
});

it('says what of the application runs in each stack', () => {
  const nodes = { web: aNode({ backends: ['cart'] }), cart: aNode() };
  const services = { web: { to: 'web' }, cart: { to: 'cart' } } as const;
  const shop = aMesh({ nodes, services, stacks: { platform: ['cart'], web: ['web'] } }).at({ stage: 'prod' });
  const names = (of: readonly { readonly name: string }[] = []) => of.map(({ name }) => name);
  expect(
    listStacks([shop], 'docker').map(({ part, content }) => [
      part,
      ...names(content?.nodes),
      ...names(content?.services),
    ]),
  ).toEqual([
    ['state'],
    ['network'],
    ['registry'],
    ['images'],
    ['platform', 'cart', 'cart'],
    ['services', 'web', 'web'],
  ]);
});
