/**
 * What the model does not say stands in `extend.ts`: a queue that web writes to and cart reads from, its URL in both
 * containers, a right for each of the two roles, and a setting of the load balancer. Web and cart are in stacks of their own, so
 * the platform tells them what they use of the queue.
 */
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { extend } from '../../../lib/extend';
import { application, http, networkLoadBalancer } from '../../../lib/mesh';

const shop = application('shop', () => ({
  mesh: 'shop',
  namespace: 'shop.local',
  nodes: {
    cart: { listeners: [http(3000)], runs: { source: 'cart' } },
    web: { listeners: [http(3000)], backends: ['cart'], runs: { source: 'web' } },
  },
  services: { cart: { to: 'cart' }, web: { to: 'web' } },
  gateways: {
    ingress: { listener: http(8080), routes: { all: { service: 'web' } }, loadBalancer: networkLoadBalancer(80) },
  },
  stacks: { platform: [], cart: ['cart'], web: ['web'] },
}));
export default shop;

export const extension = extend(shop, ({ stage, stacks, tasks, loadBalancers }) => {
  const orders = new SqsQueue(stacks.platform, 'orders', { name: `${stage}-shop-orders` });
  tasks.web.environment({ ORDERS_URL: orders.url });
  tasks.web.grant({ actions: ['sqs:SendMessage'], resources: [orders.arn] });
  tasks.cart.environment({ ORDERS_URL: orders.url });
  tasks.cart.grant({ actions: ['sqs:DeleteMessage', 'sqs:ReceiveMessage'], resources: [orders.arn] });
  loadBalancers.ingress.enableDeletionProtection = stage === 'prod';
});

export const shows = ['aws_iam_role_policy', 'aws_lb', 'aws_sqs_queue', 'output'];
