import { createHash } from 'node:crypto';
import { http, seconds } from '../../../lib/mesh';
import { formatProblem } from '../../../lib/mesh/checks/problem';
import { DEFAULT_QUOTAS } from '../../../lib/mesh/checks/quotas';
import { validateForEnvoy } from '../../../lib/targets/envoy';
import { aGateway, aMesh, aNode, type MeshParts } from '../../../lib/testing';

const found = (parts: MeshParts) =>
  validateForEnvoy(aMesh(parts).at({ stage: 'dev' })).filter(({ code }) => code !== 'egress-443-open');
const codes = (parts: MeshParts) => found(parts).map(({ code }) => code);

it('has nothing to say about a small mesh with a gateway', () => {
  expect(codes({ gateways: { ingress: aGateway() }, tracing: {} })).toEqual([]);
});

describe('the task definition', () => {
  const many = (count: number): MeshParts => {
    const backends = Array.from({ length: count }, (_, index) => `service-${index}`);
    const web = aNode({
      backends,
      backendPorts: Object.fromEntries(backends.map((name, i) => [name, 10_000 + i])),
    });
    return { nodes: { web }, services: Object.fromEntries(backends.map((name) => [name, { to: 'web' }])) };
  };

  it.each([20, 500])('holds an Envoy of %d backends', (count) => {
    expect(codes(many(count))).toEqual([]);
  });

  it('is still too large with a compressed Envoy of many long names, and names the node and the container', () => {
    // A hash cannot be compressed.
    const hash = (index: number) => createHash('sha256').update(`${index}`).digest('hex').slice(0, 61);
    const names = Array.from({ length: 300 }, (_, index) => `n-${hash(index)}`);
    const ports = Object.fromEntries(names.map((name, index) => [name, 10_000 + index]));
    const [problem] = found({
      nodes: {
        web: aNode({ backends: names, backendPorts: ports }),
        ...Object.fromEntries(names.map((name) => [name, aNode()])),
      },
      services: Object.fromEntries(names.map((name) => [name, { to: name }])),
    }).filter(({ code }) => code === 'task-definition-size');
    expect(problem && formatProblem(problem)).toMatch(
      /^node "web" > runs: the task definition has more than the 65536 bytes that ECS takes, most of them in container "envoy" \(\d+, compressed\), got \d+; /,
    );
  });
});

describe('rules of a security group', () => {
  const callers = (count: number): MeshParts => ({
    nodes: {
      web: aNode({ listeners: [http(3000, { health: '/' })] }),
      ...Object.fromEntries(
        Array.from({ length: count }, (_, index) => [
          `n${index}`,
          aNode({ listeners: [], backends: ['web'] }),
        ]),
      ),
    },
  });

  it.each([
    [60, []],
    [61, ['security-group-rules']],
  ])('of %d callers: %j', (count, expected) => {
    expect(codes(callers(count))).toEqual(expected);
  });

  it('may be as many as AWS allows the account', () => {
    const application = aMesh(callers(61)).at({ stage: 'dev' });
    const codesWith = (rules: number) =>
      validateForEnvoy(application, { ...DEFAULT_QUOTAS, 'security-group-rules': rules }).map(
        ({ code }) => code,
      );
    expect(codesWith(60)).toContain('security-group-rules');
    expect(codesWith(61)).not.toContain('security-group-rules');
  });

  it('count the health port where it is asked', () => {
    const { nodes = {} } = callers(31);
    expect(codes({ nodes: { ...nodes, web: aNode() } })).toEqual(['security-group-rules']);
  });

  it('have a way out besides: HTTPS', () => {
    const services = Array.from({ length: 60 }, (_, index) => `s${index}`);
    const node = aNode({ listeners: [http(3000, { health: '/' })] });
    const nodes = Object.fromEntries(services.map((name) => [name, node]));
    const led = Object.fromEntries(services.map((name) => [name, { to: name }]));
    const web = (count: number) =>
      aNode({ listeners: [], backends: services.slice(0, count), interception: 'transparent' });
    const rulesOf = (count: number, network: NonNullable<MeshParts['network']> = {}) =>
      codes({ network, nodes: { ...nodes, web: web(count) }, services: led }).filter(
        (code) => code === 'security-group-rules',
      );
    expect([rulesOf(59), rulesOf(60)]).toEqual([[], ['security-group-rules']]);
    // Without NAT gateways there are two: to the network, and to the addresses of S3.
    const closed = { nat: 'none' } as const;
    expect([rulesOf(58, closed), rulesOf(59, closed)]).toEqual([[], ['security-group-rules']]);
  });
});

it('more than 15 intercepted ports are more than the platform can', () => {
  const listeners = (count: number) => Array.from({ length: count }, (_, index) => http(3000 + index));
  const node = (count: number) => aNode({ listeners: listeners(count), interception: 'transparent' });
  expect(codes({ nodes: { web: node(15) } })).toEqual([]);
  expect(codes({ nodes: { web: node(16) } })).toEqual(['unsupported']);
});

it('a route that waits longer than its node’s Envoy is cut short', () => {
  const routes = { default: { targets: { web: 1 }, timeout: { perRequest: seconds(60) } } };
  expect(codes({ services: { web: { routes } } })).toEqual(['timeout-cut-short']);
});

describe('egress', () => {
  const open = (parts: MeshParts) =>
    validateForEnvoy(aMesh(parts).at({ stage: 'dev' })).filter(({ code }) => code === 'egress-443-open');

  it('of explicit nodes is open on 443, which names them', () => {
    const [problem] = open({ nodes: { web: aNode(), api: aNode({ interception: 'transparent' }) } });
    expect(problem && formatProblem(problem)).toMatch(/^envoy: "web": tasks reach port 443 anywhere/);
  });

  it('of transparent nodes is held by Envoy', () => {
    expect(open({ nodes: { web: aNode({ interception: 'transparent' }) } })).toEqual([]);
  });
});

describe('backends that keep // in a path, beside others on their port', () => {
  const backends = (interception: 'explicit' | 'transparent', port = 3000): MeshParts => ({
    nodes: {
      web: aNode({ listeners: [], backends: ['old', 'new'], interception }),
      old: aNode(),
      new: aNode({ listeners: [http(port, { mergeSlashes: false })] }),
    },
    services: { old: { to: 'old' }, new: { to: 'new' } },
  });

  it('cannot be had by a transparent caller, whose Envoy reads the path before the host', () => {
    expect(found(backends('transparent')).map(formatProblem)).toEqual([
      'envoy: node "web" > backends: target envoy has no way to merge slashes for some of "new", "old" on port 3000, and not for others; give each its own port, or choose explicit interception [unsupported]',
    ]);
  });

  it('can on a port of their own, or by an explicit caller', () => {
    expect(codes(backends('transparent', 3001))).toEqual([]);
    expect(codes(backends('explicit'))).toEqual([]);
  });
});
