/** Orders are kept in a database that does not run here: callers reach it through the mesh, on its port alone. */
import { application, hostOf, http, minutes, portOf, tcp, text, urlOf } from '../../../lib/mesh';

export default application('shop', () => ({
  mesh: 'shop',
  namespace: 'shop.local',
  nodes: {
    orders: {
      listeners: [http(3000)],
      backends: ['cache', 'orders-db', 'partner'],
      runs: {
        source: 'orders',
        environment: {
          DATABASE: text`postgres://${hostOf('orders-db')}:${portOf('orders-db')}/orders`,
          CACHE_HOST: hostOf('cache'),
          CACHE_PORT: portOf('cache'),
          PARTNER: urlOf('partner', { path: '/v2' }),
        },
      },
    },
    cache: {
      listeners: [
        tcp(6379, { health: true, timeout: { idle: minutes(30) }, connectionPool: { maxConnections: 100 } }),
      ],
      runs: { source: 'cache' },
    },
    // The warning says that any address can be reached on this port.
    'orders-db': { external: tcp(5432), host: 'orders.db.example.com' },
    'partner-api': { external: http(80), host: 'api.example.org', cidr: '203.0.113.0/24' },
  },
  services: {
    orders: { to: 'orders' },
    cache: { to: 'cache' },
    'orders-db': { routes: { default: { targets: { 'orders-db': 100 }, timeout: { idle: minutes(30) } } } },
    partner: { to: 'partner-api' },
  },
}));

export const shows = [
  'aws_appmesh_route',
  'aws_appmesh_virtual_node',
  'aws_appmesh_virtual_router',
  'aws_appmesh_virtual_service',
  'aws_ecs_task_definition',
  'aws_service_discovery_instance',
  'aws_vpc_security_group_egress_rule',
  'aws_vpc_security_group_ingress_rule',
];

export const targets = ['none', 'envoy'];
export const envoys = ['orders', 'cache'];
