/** A word that users type where there is no such field is answered with the sentence that helps. */
import {
  applicationLoadBalancer,
  grpc,
  http,
  type LoadBalancer,
  minutes,
  networkLoadBalancer,
  tcp,
} from '../../../lib/mesh';
import { elsewhere } from '../../../lib/mesh/checks/misplaced-fields';
import { aGateway, aNode, type MeshParts } from '../../../lib/testing';
import { textsOf } from '../problems-of';

const node = (parts: object) => ({ nodes: { web: { ...aNode(), ...parts } } });
const listening = (listener: object) => node({ listeners: [listener] });
const route = (parts: object) => ({
  services: { web: { routes: { all: { targets: { web: 1 }, ...parts } } } },
});

const before = (loadBalancer: object) => ({
  gateways: { ingress: aGateway({ loadBalancer: loadBalancer as LoadBalancer }) },
});
const leading = (routes: object, loadBalancer: object = applicationLoadBalancer()) => ({
  loadBalancers: { public: { ...loadBalancer, routes } },
});
const LISTENER =
  'arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/main/0123456789abcdef/0123456789abcdef';
const EXISTING = { vpc: 'vpc-0a1b2c3d', private: ['subnet-0a1b2c3d', 'subnet-0b1b2c3d'] };

/** An application with this field at that place. */
const places: { readonly [Place in keyof typeof elsewhere]: (field: object) => object } = {
  application: (field) => field,
  node,
  external: (field) => ({ nodes: { db: { external: tcp(5432), host: 'db.example.com', ...field } } }),
  runs: (field) => node({ runs: { source: 'web', ...field } }),
  scaling: (field) =>
    node({ runs: { source: 'web', scaling: { min: 1, max: 2, cpuPercent: 50, ...field } } }),
  job: (field) => node({ runs: { source: 'web', kind: 'task', ...field } }),
  service: (field) => ({ services: { web: { to: 'web', ...field } } }),
  route,
  gateway: (field) => ({ gateways: { ingress: { ...aGateway(), ...field } } }),
  gatewayRoute: (field) => ({
    gateways: { ingress: aGateway({ routes: { all: { service: 'web', ...field } } }) },
  }),
  match: (field) => route({ match: field }),
  timeout: (field) => route({ timeout: field }),
  listener: (field) => listening({ ...http(3000), ...field }),
  healthCheck: (field) => listening(grpc(3000, { health: field })),
  rights: (field) => node({ runs: { source: 'web', rights: { ...field } } }),
  containerCheck: (field) => node({ runs: { source: 'web', healthCheck: { command: ['true'], ...field } } }),
  loadBalancer: (field) => before({ ...applicationLoadBalancer(), ...field }),
  networkLoadBalancer: (field) => before({ ...networkLoadBalancer(), ...field }),
  existingListener: (field) =>
    leading(
      { all: { node: 'web', match: { path: '/' } } },
      { kind: 'existing', listener: LISTENER, securityGroup: 'sg-0a1b2c3d', ...field },
    ),
  domain: (field) =>
    before(applicationLoadBalancer(80, { domain: { zone: 'Z0123456789', name: 'a.example.com', ...field } })),
  redirect: (field) =>
    leading({ old: { match: { path: '/old' }, redirect: { path: '/', ...field } }, all: { node: 'web' } }),
  respond: (field) =>
    leading({ old: { match: { path: '/old' }, respond: { status: 404, ...field } }, all: { node: 'web' } }),
  stickiness: (field) =>
    before(applicationLoadBalancer(80, { targetGroup: { stickiness: { duration: minutes(5), ...field } } })),
  network: (field) => ({ network: field }),
  existingNetwork: (field) => ({ network: { existing: { ...EXISTING, ...field } } }),
  besideExisting: (field) => ({ network: { existing: EXISTING, ...field } }),
  loadBalancerMatch: (field) => ({
    loadBalancers: {
      public: {
        kind: 'application',
        port: 80,
        httpsPort: 443,
        routes: { all: { node: 'web', match: field } },
      },
    },
  }),
  targetGroup: (field) => ({
    gateways: { ingress: aGateway({ loadBalancer: { kind: 'network', port: 80, targetGroup: field } }) },
  }),
  targetHealthCheck: (field) => ({
    gateways: {
      ingress: aGateway({ loadBalancer: { kind: 'network', port: 80, targetGroup: { healthCheck: field } } }),
    },
  }),
  loadBalancerRoute: (field) => ({
    loadBalancers: { public: { kind: 'network', port: 80, routes: { all: { node: 'web', ...field } } } },
  }),
};

const cases = Object.entries(elsewhere).flatMap(([place, answers]) =>
  Object.entries(answers).map(([word, answer]) => ({ place: place as keyof typeof elsewhere, word, answer })),
);

describe('a field that stands elsewhere, or nowhere yet', () => {
  it.each(cases)('$place: $word', ({ place, word, answer }) => {
    const texts = textsOf(places[place]({ [word]: {} }) as MeshParts);
    const found = texts.filter((text) => text.includes(`${JSON.stringify(word)} is not a field here`));
    // One that has become a field since needs no answer.
    expect(found.every((text) => text.endsWith(`; ${answer} [field-unknown]`))).toBe(true);
    expect(texts.length).toBeGreaterThan(0);
  });

  it.each([
    ['node', 'image', 'it stands in `runs: { … }`'],
    ['node', 'alb', 'it is called `loadBalancer`'],
    ['node', 'vpcId', 'it stands on the application: `network: { cidr, zones }` makes a VPC'],
    ['application', 'kmsKeyId', '`keys: { logs, repositories }`'],
    ['application', 'natGateways', '`network: { nat, endpoints }`'],
    ['runs', 'assignPublicIp', 'network: { publicIp: true } of the application'],
    ['node', 'tls', 'TLS between tasks cannot be declared yet'],
    ['runs', 'repository', 'it is called `image`'],
    ['runs', 'secrets', 'secrets cannot be declared yet'],
    ['runs', 'portMappings', 'listeners: [http(3000)]'],
    ['application', 'load_balancer', 'a load balancer stands on a gateway or node'],
    ['application', 'virtualNodes', 'they are called `nodes`'],
    ['gateway', 'certificateArn', 'applicationLoadBalancer(80, { certificateArn'],
  ] as const)('is found however it is spelt: %s > %s', (place, word, part) => {
    expect(textsOf(places[place]({ [word]: 'x' }) as MeshParts)).toContainEqual(
      expect.stringContaining(`${JSON.stringify(word)} is not a field here`),
    );
    expect(textsOf(places[place]({ [word]: 'x' }) as MeshParts).join()).toContain(part);
  });
});
