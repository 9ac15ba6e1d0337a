import { http, urlOf } from '../../lib/mesh';
import { applicationEnvironment } from '../../lib/ecs/application-environment';
import { aMesh, aNode } from '../../lib/testing';

const addressOf = (service: string) =>
  ({ scheme: 'http', host: `${service}.shop.local`, port: 3000 }) as const;

function nodeWith(parts: Parameters<typeof aNode>[0]) {
  const application = aMesh({ nodes: { web: aNode(parts) } }).at({ stage: 'dev' });
  const node = application.nodes.find(({ name }) => name === 'web');
  if (node === undefined) throw new Error('a mesh has its node');
  return node;
}

const runs = { source: 'web', cpu: 256, memoryMiB: 512 };

it('has what the node declares, with the addresses of this place, and the port of the first listener', () => {
  const environment = { VERSION: 'v1', CART: urlOf('cart', { path: '/v1' }) };
  const node = nodeWith({ listeners: [http(9000), http(3000)], runs: { ...runs, environment } });
  expect(applicationEnvironment(node, { addressOf })).toEqual({
    VERSION: 'v1',
    CART: 'http://cart.shop.local:3000/v1',
    PORT: '3000',
  });
});

it('says the port where the application listens here', () => {
  const node = nodeWith({ listeners: [http(3000)] });
  const portOf = (port: number) => port + 20_000;
  expect(applicationEnvironment(node, { addressOf, portOf })).toEqual({ PORT: '23000' });
});

it('has no port without a listener, and no variable without a value, as ECS has none', () => {
  const node = nodeWith({ listeners: [], runs: { ...runs, environment: { EMPTY: '', SPACE: ' ' } } });
  expect(applicationEnvironment(node, { addressOf })).toEqual({ SPACE: ' ' });
});
