/** What differs between protocols, and for what does not run here. */
import { grpc, http, http2, minutes, seconds, tcp } from '../../../lib/mesh';
import type { ExternalDefinition } from '../../../lib/mesh/external';
import type { Listener } from '../../../lib/mesh/listener';
import { formatProblem } from '../../../lib/mesh/checks/problem';
import { validateForEnvoy } from '../../../lib/targets/envoy';
import { aMesh, aNode, type MeshParts } from '../../../lib/testing';
import { bootstrapsOf, clustersOf, havingField, listenersOf, routesOf } from './bootstraps';

const calling = (listener: Listener): MeshParts => ({
  nodes: { web: aNode({ listeners: [listener] }), caller: aNode({ listeners: [], backends: ['web'] }) },
});
const external = (definition: Omit<ExternalDefinition, 'cidr'>): MeshParts => ({
  nodes: {
    db: { ...definition, cidr: '203.0.113.0/24' },
    caller: aNode({ listeners: [], backends: ['db'] }),
  },
  services: { db: { to: 'db' } },
});

describe('what a cluster speaks', () => {
  it.each([
    [http(3000), 0],
    [http2(3000), 1],
    [grpc(3000), 1],
    [tcp(3000), 0],
  ])('to tasks and application of %j is HTTP/2 or not', (listener, count) => {
    const bootstraps = bootstrapsOf(calling(listener));
    for (const name of ['web', 'caller'])
      expect(havingField(clustersOf(bootstraps(name))[0], 'http2_protocol_options')).toHaveLength(count);
  });
});

describe('a health check', () => {
  const health = { interval: seconds(10), timeout: seconds(3) };
  const checks = (listener: Listener) => {
    const bootstraps = bootstrapsOf(calling(listener));
    return {
      caller: clustersOf(bootstraps('caller'))[0],
      own: clustersOf(bootstraps('web'))[0]?.health_checks?.[0],
    };
  };

  it.each([
    [grpc(3000, { health }), { grpc_health_check: {} }],
    [tcp(3000, { health }), { tcp_health_check: {} }],
  ])('of %j is the own Envoy’s; callers ask that one, in the same times', (listener, own) => {
    const found = checks(listener);
    expect(found.own).toMatchObject({ ...own, interval: '10s', timeout: '3s' });
    expect(found.caller).toMatchObject({
      health_checks: [{ interval: '10s', timeout: '3s', http_health_check: { path: '/ready' } }],
    });
    expect(havingField(found.caller, 'health_check_config')).toHaveLength(1);
  });

  it('of HTTP/2 goes through to the application, which speaks nothing else', () => {
    const found = checks(http2(3000, { health: '/health' }));
    expect(found.own).toMatchObject({ http_health_check: { path: '/health', codec_client_type: 'HTTP2' } });
    expect(havingField(found.caller, 'health_check_config')).toEqual([]);
  });
});

describe('bytes', () => {
  const proxies = (name: string, listener: Listener) =>
    listenersOf(bootstrapsOf(calling(listener))(name)).flatMap((each) => havingField(each, 'cluster'));

  it('are passed on at both ends, as long as they may be silent', () => {
    const listener = tcp(5432, { timeout: { idle: minutes(30) } });
    expect(proxies('web', listener)).toMatchObject([
      { stat_prefix: 'ingress', cluster: 'cds_ingress_dev-shop_web_tcp_5432', idle_timeout: '1800s' },
    ]);
    expect(proxies('caller', listener)).toMatchObject([
      { stat_prefix: 'egress', cluster: 'cds_egress_dev-shop_web_tcp_5432' },
    ]);
  });

  it('are split by weight', () => {
    const node = aNode({ listeners: [tcp(5432)] });
    const bootstrap = bootstrapsOf({
      nodes: { a: node, b: node, caller: aNode({ listeners: [], backends: ['ab'] }) },
      services: { ab: { routes: { all: { targets: { a: 90, b: 10 }, timeout: { idle: minutes(1) } } } } },
    })('caller');
    expect(havingField(bootstrap, 'weighted_clusters')).toMatchObject([
      {
        weighted_clusters: {
          clusters: [
            { name: 'cds_egress_dev-shop_a_tcp_5432', weight: 90 },
            { name: 'cds_egress_dev-shop_b_tcp_5432', weight: 10 },
          ],
        },
        idle_timeout: '60s',
      },
    ]);
  });

  it('go to none of weight 0, which Envoy takes for requests alone', () => {
    const node = aNode({ listeners: [tcp(5432)] });
    const bootstrap = bootstrapsOf({
      nodes: { a: node, b: node, c: node, caller: aNode({ listeners: [], backends: ['abc', 'ab'] }) },
      services: {
        ab: { routes: { all: { targets: { a: 1, b: 0 } } } },
        abc: { routes: { all: { targets: { a: 1, b: 0, c: 1 } } } },
      },
    })('caller');
    const [one, several] = listenersOf(bootstrap).map((listener) => havingField(listener, 'stat_prefix')[0]);
    expect(one).toMatchObject({ cluster: 'cds_egress_dev-shop_a_tcp_5432' });
    expect(several).toMatchObject({
      weighted_clusters: { clusters: [{ weight: 1 }, { name: 'cds_egress_dev-shop_c_tcp_5432', weight: 1 }] },
    });
  });

  const sharing = (interception: 'explicit' | 'transparent') =>
    validateForEnvoy(
      aMesh({
        nodes: {
          a: aNode({ listeners: [tcp(5432)] }),
          b: aNode({ listeners: [http(5432)] }),
          caller: aNode({ listeners: [], backends: ['a', 'b'], interception }),
        },
        services: { a: { to: 'a' }, b: { to: 'b' } },
      }).at({ stage: 'dev' }),
    ).filter(({ code }) => code === 'unsupported');

  it('that a transparent node calls have a port of their own, or Envoy could not tell them apart', () => {
    expect(sharing('transparent').map(formatProblem)).toEqual([
      'envoy: node "caller" > backends: target envoy has no way to tell "a", "b" on port 5432 apart, one of which is tcp; give each its own port, or choose explicit interception [unsupported]',
    ]);
    expect(sharing('explicit')).toEqual([]);
  });
});

describe('what does not run here', () => {
  it('is called where it is, without our ports, names and checks', () => {
    const [cluster] = clustersOf(
      bootstrapsOf(external({ external: tcp(5432), host: 'db.example.com' }))('caller'),
    );
    expect(cluster).toMatchObject({
      name: 'cds_egress_dev-shop_db_tcp_5432',
      wait_for_warm_on_init: false,
      cluster_type: { name: 'dns' },
      load_assignment: {
        endpoints: [
          {
            lb_endpoints: [
              { endpoint: { address: { socket_address: { address: 'db.example.com', port_value: 5432 } } } },
            ],
          },
        ],
      },
    });
    expect(cluster).not.toHaveProperty('health_checks');
    expect(havingField(cluster, 'health_check_config')).toEqual([]);
  });

  it('is checked as it declares, and need not say a name', () => {
    const parts = external({ external: http(80, { health: '/status' }), host: 'api.example.com' });
    const [cluster] = clustersOf(bootstrapsOf(parts)('caller'));
    expect(cluster?.health_checks).toMatchObject([
      { http_health_check: { path: '/status', host: 'api.example.com' } },
    ]);
    expect(havingField(cluster, 'service_name_matcher')).toEqual([]);
  });

  it.each([
    [80, 'api.example.com'],
    [8080, 'api.example.com:8080'],
  ])('on port %d reads its own host, %s', (port, host) => {
    const parts = external({ external: http(port), host: 'api.example.com' });
    expect(routesOf(bootstrapsOf(parts)('caller'))[0]?.route).toMatchObject({ host_rewrite_literal: host });
  });
});

describe('a backend on several ports', () => {
  const parts: MeshParts = {
    nodes: {
      web: aNode({ listeners: [http(3000), http(9000)] }),
      caller: aNode({ listeners: [], backends: ['web'] }),
    },
    services: {
      web: {
        routes: { all: { targets: { web: 1 } }, admin: { match: { port: 9000 }, targets: { web: 1 } } },
      },
    },
  };

  it('has its first one by hash, and the others where the application expects them', () => {
    const bootstrap = bootstrapsOf(parts)('caller');
    expect(listenersOf(bootstrap).map(({ name }) => name)).toEqual([
      'lds_egress_127.0.0.1_12825',
      'lds_egress_127.0.0.1_9000',
      'health',
    ]);
    expect(clustersOf(bootstrap).map(({ name }) => name)).toEqual([
      'cds_egress_dev-shop_web_http_3000',
      'cds_egress_dev-shop_web_http_9000',
    ]);
  });

  it('that the node listens on itself is a problem', () => {
    const { nodes = {} } = parts;
    const caller = aNode({ listeners: [http(9000)], backends: ['web'] });
    const found = validateForEnvoy(aMesh({ ...parts, nodes: { ...nodes, caller } }).at({ stage: 'dev' }));
    expect(found.filter(({ code }) => code === 'port-taken').map(formatProblem)).toEqual([
      'node "caller" > backend "web" on port 9000: the port belongs to the application\'s listener 9000 in the same task, got 9000; use another port [port-taken]',
    ]);
  });
});
