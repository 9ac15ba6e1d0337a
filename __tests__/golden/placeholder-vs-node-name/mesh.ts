/** Service `cart` has the name of a node, whose tasks answer to it; `basket` has not, and a placeholder makes it resolve. */
import { application, http } from '../../../lib/mesh';

export default application('shop', () => ({
  mesh: 'shop',
  namespace: 'shop.local',
  nodes: {
    cart: { listeners: [http(3000)], runs: { source: 'cart' } },
    jobs: { runs: { source: 'jobs' } },
  },
  services: { basket: { to: 'cart' }, cart: { to: 'cart' }, jobs: { to: 'cart' } },
}));

export const shows = ['aws_service_discovery_instance', 'aws_service_discovery_service'];
