import { listStacks } from '../../lib/project';
import { aMesh } from '../../lib/testing';

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
