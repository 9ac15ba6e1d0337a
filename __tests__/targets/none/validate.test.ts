/** What is lost without a mesh: each loss once, as a warning where the same node answers, else as an error. */
import {
  applicationLoadBalancer,
  exact,
  grpc,
  http,
  http2,
  type Listener,
  type LoadBalancer,
  networkLoadBalancer,
  present,
  type Rewrite,
  type RouteMatch,
  seconds,
  tcp,
} from '../../../lib/mesh';
import { formatProblem } from '../../../lib/mesh/checks/problem';
import { validateApplication } from '../../../lib/mesh/validate';
import { validateForNone } from '../../../lib/targets/none';
import { aGateway, aMesh, aNode, type MeshParts } from '../../../lib/testing';
import colorTeller from '../../../services/color-teller/application';

const problems = (parts: MeshParts) => {
  const application = aMesh(parts).at({ stage: 'dev' });
  expect(validateApplication(application)).toEqual([]);
  return validateForNone(application);
};
/** Nothing tries again by itself, so that only what is true of every application is left. */
const quiet = { web: { routes: { default: { targets: { web: 100 }, retry: false } } } } as const;
const always = ['loss-access-logs', 'loss-egress-filter', 'slow-start'];
const losses = (parts: MeshParts) =>
  problems({ services: quiet, ...parts }).filter(({ code }) => !always.includes(code));
const texts = (parts: MeshParts) =>
  losses(parts).map((problem) => `${problem.severity}: ${formatProblem(problem)}`);

it('says of every application what no proxy does: no access log, and egress held less narrowly', () => {
  expect(problems({ services: quiet }).map(formatProblem)).toEqual([
    'none: "shop": there is no access log; use envoy, or accept it with MESH_ACCEPT=loss-access-logs [loss-access-logs]',
    'none: "shop": tasks reach port 443 anywhere, not *.amazonaws.com alone; use envoy, or accept it with MESH_ACCEPT=loss-egress-filter [loss-egress-filter]',
  ]);
});

it('says of color-teller each loss once, all warnings: red answers as before', () => {
  const found = validateForNone(colorTeller.at({ stage: 'dev' }));
  expect(found.map(({ severity, code }) => `${severity} ${code}`)).toEqual([
    'warning loss-retries',
    'warning loss-timeouts',
    'warning loss-weights',
    'warning loss-health-checks',
    'warning loss-gateways',
    'warning loss-tracing',
    'warning loss-access-logs',
    'warning loss-egress-filter',
  ]);
});

describe('a warning', () => {
  const outlierDetection = {
    maxServerErrors: 5,
    interval: seconds(10),
    baseEjectionDuration: seconds(30),
    maxEjectionPercent: 50,
  };
  const listening = (options: Parameters<typeof http>[1]): MeshParts => ({
    nodes: {
      web: aNode({ listeners: [http(3000, options)] }),
      other: aNode({ listeners: [http(3000, options)] }),
    },
  });

  it.each<[string, MeshParts, string, string]>([
    ['retries', { services: { web: { to: 'web' } } }, 'loss-retries', '"web/default"'],
    [
      'timeouts of routes and of listeners',
      {
        ...listening({ timeout: { idle: seconds(60) } }),
        services: {
          web: {
            routes: { default: { targets: { web: 1 }, retry: false, timeout: { perRequest: seconds(5) } } },
          },
        },
      },
      'loss-timeouts',
      '"other", "web", "web/default"',
    ],
    [
      'a weight of 0',
      {
        nodes: { web: aNode(), next: aNode() },
        services: { web: { routes: { default: { targets: { web: 100, next: 0 }, retry: false } } } },
      },
      'loss-weights',
      '"web/default"',
    ],
    ['health checks', listening({ health: '/health' }), 'loss-health-checks', '"other", "web"'],
    [
      'connection pools',
      listening({ connectionPool: { maxConnections: 9 } }),
      'loss-connection-pools',
      '"other", "web"',
    ],
    ['outlier detection', listening({ outlierDetection }), 'loss-outlier-detection', '"other", "web"'],
    ['a gateway', { gateways: { ingress: aGateway() } }, 'loss-gateways', '"ingress"'],
    ['tracing', { tracing: {} }, 'loss-tracing', '"shop"'],
    ['the log level of Envoy', { logs: { envoyLevel: 'debug' } }, 'loss-log-level', '"shop"'],
  ])('tells of %s once, and where', (_, parts, code, places) => {
    expect(losses(parts)).toEqual([
      expect.objectContaining({ code, severity: 'warning', where: `none: ${places}` }),
    ]);
  });

  it('names a gateway whose listener has what is lost', () => {
    const listener = http(8080, { connectionPool: { maxConnections: 9 } });
    expect(
      losses({ gateways: { ingress: aGateway({ listener }) } }).map(({ code, where }) => [code, where]),
    ).toEqual([
      ['loss-connection-pools', 'none: "ingress"'],
      ['loss-gateways', 'none: "ingress"'],
    ]);
  });
});

describe('an error', () => {
  const nodes = { web: aNode(), red: aNode(), blue: aNode() };

  it('is a split between two nodes', () => {
    const color = { routes: { default: { targets: { red: 99, blue: 1 }, retry: false as const } } };
    expect(texts({ nodes, services: { ...quiet, color } })).toEqual([
      'error: none: service "color": requests are split between "blue", "red", and without a mesh only one of them would get them; use envoy, lead it to one node, or accept it with MESH_ACCEPT=loss-split [loss-split]',
    ]);
  });

  it('is a path that another node answers', () => {
    const color = {
      routes: {
        api: { match: { prefix: '/api' }, targets: { blue: 1 }, retry: false as const },
        rest: { targets: { red: 1 }, retry: false as const },
      },
    };
    expect(texts({ nodes, services: { ...quiet, color } })).toEqual([
      expect.stringMatching(/^error: none: service "color": requests are split between "blue", "red"/),
    ]);
  });

  it('is not two routes to one node', () => {
    const color = {
      routes: {
        api: { match: { prefix: '/api' }, targets: { red: 1 }, retry: false as const },
        rest: { targets: { red: 1 }, retry: false as const },
      },
    };
    expect(texts({ nodes, services: { ...quiet, color } })).toEqual([]);
  });

  it('is a service that answers some requests only', () => {
    const web = {
      routes: { api: { match: { prefix: '/api' }, targets: { web: 1 }, retry: false as const } },
    };
    expect(texts({ services: { web } })).toEqual([
      'error: none: service "web": target none has no service that answers some requests only; use envoy, or add a route for every request [unsupported]',
    ]);
  });

  it('is a gateway’s prefix: a load balancer would pass it on', () => {
    const routes = { all: { service: 'web' }, api: { service: 'web', match: { prefix: '/api/' } } };
    expect(texts({ gateways: { ingress: aGateway({ routes }) } }).slice(1)).toEqual([
      'error: none: gateway "ingress" > route "api": target none has no prefix that is matched and rewritten; use envoy, or lead every request to one service [unsupported]',
    ]);
  });

  it('is a gateway without a load balancer', () => {
    const { listener, routes } = aGateway();
    expect(texts({ gateways: { ingress: { listener, routes } } }).slice(1)).toEqual([
      'error: none: gateway "ingress": target none has no gateway without a load balancer; give it one, or use envoy [unsupported]',
    ]);
  });
});

describe('a task', () => {
  const memory = (containerMemoryMiB: number) =>
    texts({ nodes: { web: aNode({ runs: { memoryMiB: 512, containerMemoryMiB } }) } });
  const bytes = (characters: number) =>
    losses({ nodes: { web: aNode({ runs: { environment: { BIG: 'ü'.repeat(characters) } } }) } });

  it('is all the application’s: no Envoy takes memory', () => {
    expect(memory(512)).toEqual([]);
    expect(memory(513)).toEqual([
      'error: node "web" > runs: the containers need more memory (MiB) than the task\'s 512: app 513, got 513; raise memoryMiB or lower containerMemoryMiB [container-memory]',
    ]);
  });

  it('has at most 65,536 bytes, which are not characters', () => {
    const [tooLarge] = bytes(40_000);
    const fits = Math.floor((65_536 - (Number(tooLarge?.got) - 80_000)) / 2);
    expect(bytes(fits)).toEqual([]);
    expect(bytes(fits + 1).map(({ code }) => code)).toEqual(['task-definition-size']);
  });

  it('may listen on the ports that Envoy would take', () => {
    const listeners = [http(15_000), http(15_001), http(9901)];
    expect(texts({ nodes: { web: aNode({ listeners }) } })).toEqual([]);
  });
});

describe('what a mesh can tell apart', () => {
  const nodes = { web: aNode(), next: aNode() };
  const some = (match: RouteMatch, target: string) => ({
    nodes,
    services: {
      web: {
        routes: {
          rest: { targets: { web: 1 }, retry: false as const },
          some: { match, targets: { [target]: 1 }, retry: false as const },
        },
      },
    },
  });

  it.each<RouteMatch>([
    { path: exact('/a') },
    { headers: { a: present() } },
    { queryParameters: { a: present() } },
    { method: 'GET' },
  ])('is an error where another node would answer: %j', (match) => {
    expect(losses(some(match, 'next')).map(({ code }) => code)).toEqual(['loss-split']);
    expect(losses(some(match, 'web'))).toEqual([]);
  });

  it('is an error where no node answers the rest, on any port', () => {
    const routes = {
      rest: { targets: { web: 1 }, retry: false as const },
      metrics: { match: { port: 9000, prefix: '/metrics' }, targets: { web: 1 }, retry: false as const },
    };
    const parts = {
      nodes: { web: aNode({ listeners: [http(3000), http(9000)] }) },
      services: { web: { routes } },
    };
    expect(losses(parts).map(({ code }) => code)).toEqual(['unsupported']);
  });
});

describe('another protocol', () => {
  const entered = (listener: Listener, loadBalancer: LoadBalancer) =>
    losses({
      nodes: { web: aNode({ listeners: [listener] }) },
      gateways: { ingress: aGateway({ loadBalancer }) },
    }).map(({ code }) => code);

  it.each<[Listener, string[]]>([
    [http(3000), []],
    [http2(3000), ['loss-balancing']],
    [grpc(3000), ['loss-balancing']],
    [tcp(3000), []],
  ])('loses the balance of requests where connections stay: %j', (listener, codes) => {
    expect(losses({ nodes: { web: aNode({ listeners: [listener] }) } }).map(({ code }) => code)).toEqual(
      codes,
    );
  });

  it('is behind a load balancer that passes it on', () => {
    expect(entered(http2(3000), networkLoadBalancer(80))).toEqual(['loss-balancing', 'loss-gateways']);
    expect(entered(http2(3000), applicationLoadBalancer(80))).toEqual([
      'loss-balancing',
      'loss-gateways',
      'unsupported',
    ]);
  });

  it('is that of the port that a gateway leads to', () => {
    const parts: MeshParts = {
      nodes: { web: aNode({ listeners: [http(3000), http2(9000)] }) },
      services: {
        web: {
          routes: {
            a: { targets: { web: 1 }, retry: false },
            b: { match: { port: 9000 }, targets: { web: 1 }, retry: false },
          },
        },
      },
      gateways: { ingress: aGateway({ routes: { all: { service: 'web', port: 9000 } } }) },
    };
    expect(losses(parts).map(({ code }) => code)).toContain('unsupported');
    const first = { ...parts, gateways: { ingress: aGateway() } };
    expect(losses(first).map(({ code }) => code)).not.toContain('unsupported');
  });
});

describe('a rewrite', () => {
  const rewriting = (rewrite: Rewrite) =>
    losses({ gateways: { ingress: aGateway({ routes: { all: { service: 'web', rewrite } } }) } })
      .filter(({ severity }) => severity === 'error')
      .map(({ what }) => what);

  it.each<[Rewrite, string[]]>([
    [{ prefix: '/v1/' }, ['target none has no rewriting of paths']],
    // The load balancer leaves path and host as they are.
    [{ prefix: '/' }, []],
    [{ prefix: false }, []],
    [{ hostname: false }, []],
  ])('%j: %j', (rewrite, whats) => {
    expect(rewriting(rewrite)).toEqual(whats);
  });
});
