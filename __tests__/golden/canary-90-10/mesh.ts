/** Nine of ten requests go to the version that is known, one to the new one; both run. */
import { application, http } from '../../../lib/mesh';

const version = (source: string) => ({ listeners: [http(3000)], runs: { source } });

export default application('shop', () => ({
  mesh: 'shop',
  namespace: 'shop.local',
  nodes: {
    'cart-v1': version('cart'),
    'cart-v2': version('cart-next'),
    web: { backends: ['cart'], runs: { source: 'web' } },
  },
  services: { cart: { routes: { default: { targets: { 'cart-v1': 90, 'cart-v2': 10 } } } } },
}));

export const shows = ['aws_appmesh_route', 'aws_appmesh_virtual_router', 'aws_appmesh_virtual_service'];

export const targets = ['none', 'envoy'];
export const envoys = ['web'];
