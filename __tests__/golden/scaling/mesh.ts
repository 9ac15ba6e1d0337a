/** Two to ten tasks, as many as keep the CPU at 60 %; a deployment does not move the count back. */
import { application, http } from '../../../lib/mesh';

export default application('shop', () => ({
  mesh: 'shop',
  namespace: 'shop.local',
  nodes: {
    web: {
      listeners: [http(3000)],
      runs: { source: 'web', scaling: { min: 2, max: 10, cpuPercent: 60 } },
    },
    // A fixed count beside it, which a deployment does set.
    cart: { listeners: [http(3000)], runs: { source: 'cart', count: 4 } },
  },
  services: { web: { to: 'web' }, cart: { to: 'cart' } },
}));

export const shows = ['aws_appautoscaling_policy', 'aws_appautoscaling_target', 'aws_ecs_service'];
