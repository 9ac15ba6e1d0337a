import { http } from '../../../../lib/mesh';
import { lookupIn } from '../../../../lib/mesh/lookup';
import { formatProblem } from '../../../../lib/mesh/checks/problem';
import { addressIn, ingressPort, nodeRefs, validateForEnvoy } from '../../../../lib/targets/envoy';
import { aGateway, aMesh, aNode, type MeshParts } from '../../../../lib/testing';

const at = (parts: MeshParts) => aMesh(parts).at({ stage: 'dev' });

describe('the port on which Envoy takes requests', () => {
  it.each([
    [80, 20_080],
    [3000, 23_000],
    [8080, 28_080],
    [65_535, 25_535],
  ])('for %d is %d', (listener, expected) => {
    expect(ingressPort({ interception: 'explicit' }, listener)).toBe(expected);
  });

  it('is the listener’s own where the platform leads connections in', () => {
    expect(ingressPort({ interception: 'transparent' }, 3000)).toBe(3000);
  });
});

describe('the loopback port of a backend', () => {
  const portOf = (backends: readonly string[], backendPorts: Record<string, number> = {}) => {
    const application = at({
      nodes: { web: aNode({ backends, backendPorts }) },
      services: Object.fromEntries(backends.map((name) => [name, { to: 'web' }])),
    });
    const lookup = lookupIn(application);
    return nodeRefs(application, lookup.node('web')).ports.backend;
  };

  it('does not move when another backend is added, removed or reordered', () => {
    expect(portOf(['cart'])('cart')).toBe(12_063);
    expect(portOf(['about', 'cart', 'zoo'])('cart')).toBe(12_063);
  });

  it('is chosen by hand where the node says so', () => {
    expect(portOf(['cart'], { cart: 12_345 })('cart')).toBe(12_345);
  });

  it('of ten thousand names is always from 10000 to 14999', () => {
    const ports = Array.from({ length: 10_000 }, (_, index) => portOf([])(`service-${index}`));
    expect(Math.min(...ports)).toBeGreaterThanOrEqual(10_000);
    expect(Math.max(...ports)).toBeLessThanOrEqual(14_999);
  });
});

describe('where an application finds a backend', () => {
  const addressOf = (interception: 'explicit' | 'transparent') => {
    const application = at({ nodes: { web: aNode({ backends: ['web'], interception }) } });
    return addressIn(application, lookupIn(application).node('web'))('web');
  };

  it('is a port of its own Envoy', () => {
    expect(addressOf('explicit')).toEqual({ scheme: 'http', host: '127.0.0.1', port: 12_825 });
  });

  it('is the service’s name and port where the platform leads connections to Envoy', () => {
    expect(addressOf('transparent')).toEqual({ scheme: 'http', host: 'web.shop.local', port: 3000 });
  });
});

describe('two parts of a task on one port', () => {
  const found = (parts: MeshParts) =>
    validateForEnvoy(at(parts))
      .filter(({ code }) => code.includes('port'))
      .map(formatProblem);

  it.each([
    [15_000, "Envoy's ingress"],
    [15_001, "Envoy's egress"],
    [15_002, "Envoy's health listener"],
    [9901, "Envoy's admin server"],
    [2000, 'the X-Ray daemon'],
  ])('%d of a listener is taken by %s', (port, owner) => {
    const parts = { nodes: { web: aNode({ listeners: [http(port)] }) }, tracing: {} };
    expect(found(parts)).toEqual([
      `node "web" > listener ${port}: the port belongs to ${owner} in the same task, got ${port}; use another port [port-taken]`,
    ]);
  });

  it.each([2000, 4317, 4318, 13_133])('%d of a listener is taken by the OpenTelemetry collector', (port) => {
    const nodes = { web: aNode({ listeners: [http(port)] }) };
    expect(found({ nodes, tracing: { tracer: 'opentelemetry' } })).toEqual([
      `node "web" > listener ${port}: the port belongs to the OpenTelemetry collector in the same task, got ${port}; use another port [port-taken]`,
    ]);
    expect(found({ nodes })).toEqual([]);
  });

  it('is seen of a gateway too', () => {
    expect(found({ gateways: { ingress: aGateway({ listener: http(15_001) }) } })).toHaveLength(1);
  });

  it('2000 is free without tracing', () => {
    expect(found({ nodes: { web: aNode({ listeners: [http(2000)] }) } })).toEqual([]);
  });

  it('of two backends names the field that sets one of them by hand', () => {
    const parts = {
      nodes: { web: aNode({ backends: ['a', 'b'], backendPorts: { a: 12_000, b: 12_000 } }) },
      services: { a: { to: 'web' }, b: { to: 'web' } },
    };
    expect(found(parts)).toEqual([
      'node "web": the loopback port of backend "b" belongs to backend "a" in the same task, got 12000; choose another in the node\'s backendPorts: { "b": … } [backend-port-taken]',
    ]);
  });

  it('does not count ports that a transparent node does not have', () => {
    const listeners = [http(3000), http(13_000)];
    expect(found({ nodes: { web: aNode({ listeners }) } })).toHaveLength(1);
    expect(found({ nodes: { web: aNode({ listeners, interception: 'transparent' }) } })).toEqual([]);
  });
});
