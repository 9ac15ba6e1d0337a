/** What one Envoy knows, and what it does not. */
import { http, seconds } from '../../../../lib/mesh';
import { lookupIn } from '../../../../lib/mesh/lookup';
import { nodeRefs, renderNodeBootstrap, renderNodeTask } from '../../../../lib/targets/envoy';
import { aGateway, aMesh, aNode, type MeshParts } from '../../../../lib/testing';
import { bootstrapsOf, clustersOf, listenersOf } from '../bootstraps';
import { cpuTime } from '../../../support/cpu-time';

const names = (parts: MeshParts, node: string) => {
  const bootstrap = bootstrapsOf(parts)(node);
  return {
    listeners: listenersOf(bootstrap).map(({ name }) => name),
    clusters: clustersOf(bootstrap).map(({ name }) => name),
  };
};

const shop: MeshParts = {
  nodes: {
    web: aNode({ backends: ['cart'] }),
    'cart-v1': aNode({ listeners: [http(4000)] }),
    'cart-v2': aNode({ listeners: [http(4000)] }),
    other: aNode(),
  },
  services: {
    web: { to: 'web' },
    cart: { routes: { default: { targets: { 'cart-v1': 90, 'cart-v2': 10 } } } },
    other: { to: 'other' },
  },
  gateways: { ingress: aGateway() },
};

describe("a node's Envoy", () => {
  it('says who it is in App Mesh’s words', () => {
    expect(bootstrapsOf(shop)('web').node).toEqual({
      id: 'mesh/dev-shop/virtualNode/web',
      cluster: 'mesh/dev-shop/virtualNode/web',
    });
  });

  it('has its admin server on loopback', () => {
    expect(bootstrapsOf(shop)('web').admin.address.socket_address).toEqual({
      address: '127.0.0.1',
      port_value: 9901,
    });
  });

  it('knows its application and the nodes behind its backends, and nothing else', () => {
    expect(names(shop, 'web')).toEqual({
      listeners: ['lds_ingress_0.0.0.0_23000', 'lds_egress_127.0.0.1_12063', 'health'],
      clusters: [
        'cds_ingress_dev-shop_web_http_3000',
        'cds_egress_dev-shop_cart-v1_http_4000',
        'cds_egress_dev-shop_cart-v2_http_4000',
      ],
    });
  });

  it('knows a node once that two backends lead to', () => {
    const { clusters } = names(
      {
        nodes: { web: aNode({ backends: ['a', 'b'] }), api: aNode() },
        services: { a: { to: 'api' }, b: { to: 'api' } },
      },
      'web',
    );
    expect(clusters).toEqual(['cds_ingress_dev-shop_web_http_3000', 'cds_egress_dev-shop_api_http_3000']);
  });

  it('has a way in for each listener', () => {
    const parts = { nodes: { web: aNode({ listeners: [http(3000), http(9000)] }) } };
    expect(names(parts, 'web').listeners).toEqual([
      'lds_ingress_0.0.0.0_23000',
      'lds_ingress_0.0.0.0_29000',
      'health',
    ]);
  });

  it('of a worker has none, and no application to watch', () => {
    const parts = { nodes: { web: aNode(), jobs: aNode({ listeners: [], backends: ['web'] }) } };
    expect(names(parts, 'jobs')).toEqual({
      listeners: ['lds_egress_127.0.0.1_12825', 'health'],
      clusters: ['cds_egress_dev-shop_web_http_3000'],
    });
  });

  it('led to by the platform has one listener for all that comes in, one for all that goes out, and a way to AWS', () => {
    const { nodes, ...rest } = shop;
    const web = aNode({ backends: ['cart'], interception: 'transparent' });
    expect(names({ ...rest, nodes: { ...nodes, web } }, 'web')).toEqual({
      listeners: ['lds_ingress_0.0.0.0_15000', 'lds_egress_0.0.0.0_15001', 'health'],
      clusters: [
        'cds_ingress_dev-shop_web_http_3000',
        'cds_egress_dev-shop_cart-v1_http_4000',
        'cds_egress_dev-shop_cart-v2_http_4000',
        'cds_egress_dev-shop_amazonaws',
      ],
    });
  });
});

describe("a gateway's Envoy", () => {
  it('knows the services that its routes lead to, and reaches them in two hops', () => {
    expect(names(shop, 'ingress')).toEqual({
      listeners: ['lds_ingress_0.0.0.0_8080', 'lds_egress_127.0.0.1_15001', 'health'],
      clusters: ['cds_ingress_dev-shop_ingress_self_redirect_http_8080', 'cds_egress_dev-shop_web_http_3000'],
    });
  });
});

describe('the size of a bootstrap', () => {
  const namesOf = (services: number) => Array.from({ length: services }, (_, index) => `service-${index}`);
  const mesh = (services: number, parts: Partial<Parameters<typeof aNode>[0]> = {}) => {
    const all = namesOf(services);
    const check = { health: '/health', timeout: { perRequest: seconds(15) } };
    const nodes = all.map((name, index) => [
      name,
      aNode({
        listeners: [http(3000, check)],
        backends: index === 0 ? all.slice(1, 11) : all.slice(1, 6),
        ...parts,
      }),
    ]);
    return aMesh({
      nodes: Object.fromEntries(nodes),
      services: Object.fromEntries(all.map((name) => [name, { to: name }])),
      tracing: {},
    }).at({ stage: 'dev' });
  };
  const sizeOf = (application: ReturnType<typeof mesh>, index = 0) => {
    const lookup = lookupIn(application);
    const node = lookup.node(`service-${index}`);
    return JSON.stringify(renderNodeBootstrap(application, node, nodeRefs(application, node))).length;
  };

  it('is the same in a mesh of 11 and of 1,000 services', () => {
    expect(sizeOf(mesh(1000))).toBe(sizeOf(mesh(11)));
  });

  // The aims were 3 and 2.7, and 3 and 1.5. What a node has without backends is its way in with log and trace (1.7 KB), its
  // health port (0.8), its application's cluster with a check (1.1), the mark of what it did not reach (0.2), the pages of
  // its admin server (0.1) and names; a transparent one has its way out (1.5), the listener filters (0.5) and the way to AWS
  // (0.5) as well. A backend is a cluster with DNS and a check (1.0 KB), a route with retries (0.6), and if explicit a
  // listener with log, trace and what is tried again by the method (1.3).
  it.each([
    ['explicit', 4.3, 3.0],
    ['transparent', 6.9, 1.6],
  ] as const)('%s is %d KB and %d KB for each backend', (interception, own, each) => {
    const application = mesh(11, { interception });
    const [with10, with5] = [sizeOf(application), sizeOf(application, 1)];
    const perBackend = (with10 - with5) / 5;
    expect([with5 - 5 * perBackend, perBackend].map((bytes) => Math.round(bytes / 100) / 10)).toEqual([
      own,
      each,
    ]);
  });

  it.each([
    ['explicit', 16],
    ['transparent', 29],
  ] as const)('stays text for %s interception with %d backends, and no more', (interception, most) => {
    const isPacked = (backends: number) => {
      const names = namesOf(backends + 1);
      const application = mesh(names.length, { interception, backends: names.slice(1) });
      const { containers } = renderNodeTask(application, lookupIn(application).node('service-0'));
      const envoy = containers.find(({ name }) => name === 'envoy');
      return envoy?.environment?.['ENVOY_BOOTSTRAP_GZIP'] !== undefined;
    };
    expect([isPacked(most), isPacked(most + 1)]).toEqual([false, true]);
  });

  it('of 1,000 services with 5 backends each is rendered in under 2 seconds of CPU', () => {
    const application = mesh(1000);
    const render = () => {
      for (const node of application.nodes)
        JSON.stringify(renderNodeBootstrap(application, node, nodeRefs(application, node)));
    };
    expect(cpuTime(render)).toBeLessThan(2000);
  });
});
