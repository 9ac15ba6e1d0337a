/** A shop whose page calls its backends by their own names: the platform leads every connection of it through Envoy. */
import { application, http, urlOf } from '../../../lib/mesh';

export default application('shop', () => ({
  mesh: 'shop',
  namespace: 'shop.local',
  nodes: {
    web: {
      listeners: [http(3000)],
      backends: ['cart', 'prices', 'stock'],
      interception: 'transparent',
      runs: { source: 'web', environment: { CART: urlOf('cart') } },
    },
    cart: { listeners: [http(4000)], interception: 'transparent', runs: { source: 'cart' } },
    prices: { listeners: [http(4000)], runs: { source: 'prices' } },
    stock: { listeners: [http(5000)], runs: { source: 'stock' } },
  },
  services: { cart: { to: 'cart' }, prices: { to: 'prices' }, stock: { to: 'stock' } },
}));

export const shows = ['aws_appmesh_virtual_node'];

export const targets = ['envoy'];
export const envoys = ['web'];
