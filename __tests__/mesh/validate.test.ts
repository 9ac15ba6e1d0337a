/** Names and forms of the whole application. What one concept checks stands in that concept's own test. */
import { applicationLoadBalancer, networkLoadBalancer } from '../../lib/mesh';
import { aGateway, aNode, type MeshParts } from '../../lib/testing';
import { problemsOf, textsOf } from './problems-of';

describe('a name', () => {
  const as = {
    node: (name: string): MeshParts => ({ nodes: { web: aNode(), [name]: aNode() } }),
    service: (name: string): MeshParts => ({ services: { web: { to: 'web' }, [name]: { to: 'web' } } }),
    gateway: (name: string): MeshParts => {
      const { listener, routes } = aGateway();
      return { gateways: { [name]: { listener, routes } } };
    },
  };
  const kinds = Object.keys(as) as (keyof typeof as)[];

  it.each(['a', 'a1', 'a-b', 'x'.repeat(45)])('may be %s', (name) => {
    for (const kind of kinds) expect(problemsOf(as[kind](name))).toEqual([]);
  });

  it.each(['', '1a', '-a', 'a-', 'a--b', 'a_b', 'A', 'a.b', 'ä', 'a b', '${a}', 'x'.repeat(64)])(
    'may not be %j',
    (name) => {
      for (const kind of kinds) {
        expect(problemsOf(as[kind](name))).toContain(`${kind} ${JSON.stringify(name)} [name-form]`);
      }
    },
  );

  it('says what it must be', () => {
    expect(textsOf(as.node('Red'))).toEqual([
      'node "Red": a name starts with a lower-case letter, goes on with lower-case letters, digits and single "-", and has 1 to 63 characters, got "Red"; it becomes a DNS label and a Terraform address; use such a name [name-form]',
    ]);
  });
});

describe('the mesh', () => {
  it.each(['m', 'Sample_Mesh-1'])('may be called %s', (mesh) => expect(problemsOf({ mesh })).toEqual([]));

  it.each(['', 'a b', 'a.b', 'ü', '${a}', 'x'.repeat(256)])('may not be called %j', (mesh) => {
    expect(problemsOf({ mesh })).toContain('application "shop" > mesh [mesh-name-form]');
  });
});

describe('the namespace', () => {
  it.each(['service.local', 'a.b', '1.example', 'x-y.z'])('may be %s', (namespace) => {
    expect(problemsOf({ namespace })).toEqual([]);
  });

  it.each(['', 'local', '.local', 'a..b', 'a.b.', 'A.b', 'a_b.c', '-a.b', 'a.1', `${'a.'.repeat(126)}aa`])(
    'may not be %j',
    (namespace) => {
      expect(problemsOf({ namespace })).toContain('application "shop" > namespace [namespace-form]');
    },
  );
});

describe('the network', () => {
  it.each([
    '10.0.0.0/16',
    '10.255.0.0/16',
    '172.16.0.0/16',
    '172.31.0.0/16',
    '192.168.0.0/16',
    '100.64.0.0/16',
    '10.0.0.64/26',
  ])('may be %s', (cidr) => expect(problemsOf({ network: { cidr } })).toEqual([]));

  it.each([
    '10.0.0.0/8',
    '10.0.1.0/16',
    '10.256.0.0/16',
    '010.0.0.0/16',
    '172.15.0.0/16',
    '172.32.0.0/16',
    '192.167.0.0/16',
    '11.0.0.0/16',
    '8.8.0.0/16',
    '',
    'fd00::/16',
    '10.0.0.0/15',
    '10.0.0.0/27',
    '10.0.0.64/25',
    '100.128.0.0/16',
  ])('may not be %j', (cidr) => {
    expect(problemsOf({ network: { cidr } })).toEqual(['network [network-cidr]']);
  });

  it('is meant where an address of it stands in place of its first one', () => {
    expect(textsOf({ network: { cidr: '172.16.7.0/20' } })).toEqual([
      expect.stringMatching(/got "172\.16\.7\.0\/20"; use one such as "172\.16\.0\.0\/20" \[network-cidr\]$/),
    ]);
  });

  it.each([
    ['10.0.0.0/25', 4, []],
    ['10.0.0.0/25', 5, ['network [network-small]']],
    ['10.0.0.0/26', 2, []],
    ['10.0.0.0/26', 3, ['network [network-small]']],
  ])('of %s in %i zones has room for subnets, or is a problem', (cidr, zones, expected) => {
    expect(problemsOf({ network: { cidr, zones } })).toEqual(expected);
  });

  it.each([
    ['10.0.0.0/25', 2, []],
    ['10.0.0.0/25', 3, ['network [network-alb]']],
    ['10.0.0.0/26', 2, ['network [network-alb]']],
  ])(
    'of %s in %i zones has room for an Application Load Balancer, or is a problem',
    (cidr, zones, expected) => {
      expect(problemsOf({ network: { cidr, zones }, gateways: { ingress: aGateway() } })).toEqual(expected);
    },
  );

  it('of /26 has no room for an internal one either', () => {
    const ingress = aGateway({ loadBalancer: applicationLoadBalancer(80, { internal: true }) });
    expect(problemsOf({ network: { cidr: '10.0.0.0/26' }, gateways: { ingress } })).toEqual([
      'network [network-alb]',
    ]);
  });

  it.each([
    ['sqs', []],
    ['com.amazonaws.us-west-2.sqs', ['network > endpoints [network-endpoint]']],
  ])('has an endpoint by the end of its name, %s', (service, expected) => {
    expect(problemsOf({ network: { endpoints: [service] } })).toEqual(expected);
  });

  it('of /26 takes a Network Load Balancer', () => {
    const ingress = aGateway({ loadBalancer: networkLoadBalancer(80) });
    expect(problemsOf({ network: { cidr: '10.0.0.0/26' }, gateways: { ingress } })).toEqual([]);
  });
});

describe('tracing', () => {
  it.each([0, 0.05, 1])('may sample %d of the requests', (samplingRate) => {
    expect(problemsOf({ tracing: { samplingRate } })).toEqual([]);
  });

  it.each([-0.01, 1.01, 5, NaN])('may not sample %d of them', (samplingRate) => {
    expect(problemsOf({ tracing: { samplingRate } })).toEqual(['tracing [tracing-sampling-rate]']);
  });

  it.each(['xray', 'opentelemetry'] as const)('may be done by Envoy’s tracer %s', (tracer) => {
    expect(problemsOf({ tracing: { tracer } })).toEqual([]);
  });

  it('may not be done by another', () => {
    expect(textsOf({ tracing: { tracer: 'zipkin' as never } })).toEqual([
      'tracing: there is no such tracer, got "zipkin"; use one of "opentelemetry", "xray" [tracing-tracer]',
    ]);
  });
});

describe('logs', () => {
  it.each([1, 14, 3653])('may be kept for %d days', (retentionDays) => {
    expect(problemsOf({ logs: { retentionDays } })).toEqual([]);
  });

  it.each([0, 2, 15, 3654, -1, 1.5])('may not be kept for %d days', (retentionDays) => {
    expect(problemsOf({ logs: { retentionDays } })).toEqual(['logs [logs-retention]']);
  });

  it('have one of six levels', () => {
    expect(problemsOf({ logs: { envoyLevel: 'trace' } })).toEqual([]);
    expect(textsOf({ logs: { envoyLevel: 'warning' as never } })).toEqual([
      'logs: Envoy has no such log level, got "warning"; use one of critical, error, warn, info, debug, trace [logs-envoy-level]',
    ]);
  });
});

it('runs something', () => {
  expect(textsOf({ nodes: {}, services: {} })).toEqual([
    'application "shop": no node is declared; declare what runs in `nodes` [nodes-empty]',
  ]);
});

it('runs on a processor that Fargate has', () => {
  expect(problemsOf({ architecture: 'ARM64' })).toEqual([]);
  expect(textsOf({ architecture: 'arm64' as never })).toEqual([
    'application "shop": Fargate has no such architecture, got "arm64"; use "X86_64" or "ARM64" [architecture]',
  ]);
});

it('reports everything at once, sorted by place', () => {
  expect(
    problemsOf({
      mesh: 'my mesh',
      nodes: { web: aNode({ backends: ['wbe'], runs: { cpu: 300, environment: { PORT: '1' } } }) },
      services: { web: { to: 'wbe' } },
      gateways: { ingress: aGateway({ routes: {} }) },
      logs: { retentionDays: 2 },
    }),
  ).toEqual([
    'application "shop" > mesh [mesh-name-form]',
    'gateway "ingress" [gateway-routes-empty]',
    'logs [logs-retention]',
    'node "web" [backend-unknown]',
    'node "web" > runs [fargate-cpu]',
    'node "web" > runs > environment "PORT" [environment-port]',
    'service "web" > route "default" [route-target-unknown]',
  ]);
});
