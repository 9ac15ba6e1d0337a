/** The order in which the parts of an application are declared, and the keys of a reference, changes no byte. */
import {
  applicationLoadBalancer,
  byTags,
  existingListener,
  fromParameter,
  fromState,
  http,
  networkLoadBalancer,
  seconds,
  tcp,
} from '../../lib/mesh';
import { aGateway, aMesh, aNode, type MeshParts } from '../../lib/testing';
import { synthStacks } from '../../lib/testing/resources';

const tags = (name: string) => byTags({ name, env: 'dev', app: 'shop' });
const declared: MeshParts = {
  namespace: { name: 'shop.local', existing: tags('namespace') },
  network: {
    existing: { vpc: tags('vpc'), private: tags('private'), public: tags('public'), cidr: '10.0.0.0/16' },
  },
  cluster: { existing: tags('cluster') },
  keys: { logs: fromParameter('/keys/logs'), repositories: fromParameter('/keys_logs') },
  loadBalancers: {
    public: {
      ...applicationLoadBalancer(80, {
        certificateArn: tags('one'),
        certificates: [tags('two'), fromParameter('/certificate')],
        webAcl: tags('acl'),
        accessLogs: { bucket: tags('logs') },
        domain: {
          zone: fromParameter('/zone'),
          name: ['b.example.com', 'a.example.com'],
          certificate: false,
        },
        open: ['10.0.0.0/8', { securityGroup: tags('clients') }],
        targetGroup: {
          stickiness: { cookie: 'x', duration: seconds(9) },
          healthCheck: { path: '/up', codes: '200' },
        },
      }),
      routes: {
        rest: { gateway: 'ingress' },
        beta: { priority: 2, match: { headers: { 'x-b': 'b', 'x-a': ['z', 'a'] } }, node: 'web' },
        api: { priority: 1, match: { path: ['/b', '/a'], method: 'GET' }, node: 'web' },
      },
    },
    there: {
      ...existingListener({ listener: tags('listener'), securityGroup: fromState('net.tfstate', 'group') }),
      routes: { all: { match: { path: '/x' }, gateway: 'ingress' } },
    },
  },
  nodes: {
    web: aNode({
      backends: ['db', 'cache'],
      open: [{ securityGroup: tags('office') }],
      loadBalancer: networkLoadBalancer(82, { internal: true }),
    }),
    db: { external: tcp(5432), host: 'db.example.com', securityGroup: { id: tags('db'), addRule: true } },
    cache: { external: tcp(6379), host: 'cache.example.com', securityGroup: { id: fromParameter('/db') } },
  },
  services: { web: { to: 'web' }, db: { to: 'db' }, cache: { to: 'cache' } },
  gateways: { ingress: aGateway({ listener: http(8080), open: 'network' }) },
};

/** The same, with the keys of each object in the opposite order. */
function reversed<T>(value: T): T {
  if (Array.isArray(value)) return value.map(reversed) as T;
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, each]) => [key, reversed<unknown>(each)]);
  return Object.fromEntries(entries.reverse()) as T;
}

it.each(['envoy', 'app-mesh'] as const)('%s writes the same bytes', (target) => {
  const texts = (parts: MeshParts) => {
    const { names, json } = synthStacks(aMesh(parts), { target });
    return names.map(json);
  };
  expect(texts(reversed(declared))).toEqual(texts(declared));
});
