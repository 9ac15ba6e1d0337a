/** Variables that hold a backend's address, and text that looks like Terraform's but is the user's own. */
import { application, hostOf, http, portOf, text, urlOf } from '../../../lib/mesh';

export default application('shop', () => ({
  mesh: 'shop',
  namespace: 'shop.local',
  nodes: {
    cart: { listeners: [http(3000)], runs: { source: 'cart' } },
    web: {
      listeners: [http(3000)],
      backends: ['cart'],
      runs: {
        source: 'web',
        environment: {
          CART_URL: urlOf('cart', { path: '/v1' }),
          CART_ADDRESS: text`tcp://${hostOf('cart')}:${portOf('cart')}`,
          GREETING: 'hello ${name}, 100 %{ sure }, "quoted" \\ and 🎉',
        },
      },
    },
  },
  services: { cart: { to: 'cart' }, web: { to: 'web' } },
}));

export const shows = ['aws_ecs_task_definition'];
