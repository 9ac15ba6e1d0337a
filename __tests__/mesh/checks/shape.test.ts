/** Synth does not type-check, so what the compiler would refuse is refused again, and never read in silence. */
import {
  applicationLoadBalancer,
  exact,
  grpc,
  http,
  http2,
  networkLoadBalancer,
  seconds,
  tcp,
  urlOf,
} from '../../../lib/mesh';
import { aGateway, aNode, type MeshParts } from '../../../lib/testing';
import { textsOf } from '../problems-of';

/** What a type would forbid. */
const wrong = (parts: unknown) => textsOf(parts as MeshParts);

describe('what a function of lib/mesh was given', () => {
  const listening = (listener: unknown) =>
    wrong({ nodes: { web: aNode({ listeners: [listener as never] }) } });
  const at = 'node "web" > listener 3000';

  it.each([
    [
      http(3000, { health: { path: '/', every: 5 } as never }),
      `${at} > health check: "every" is not a field here`,
    ],
    [
      http(3000, { health: { path: '/', interval: 5 } as never }),
      `${at} > health check: "interval" must be a duration`,
    ],
    [
      http(3000, { health: { path: '/', timeout: null } as never }),
      `${at} > health check: "timeout" must be a duration`,
    ],
    [http2(3000, { health: { path: 5 } as never }), `${at} > health check: "path" must be text, got 5`],
    [
      http(3000, { health: true as never }),
      `${at}: "health" must be a path, such as "/health", or an object with one, got true`,
    ],
    [
      http(3000, { health: null as never }),
      `${at}: "health" must be a path, such as "/health", or an object with one, got null`,
    ],
    [grpc(3000, { health: '/health' as never }), `${at}: "health" must be true, or an object, got "/health"`],
    [
      grpc(3000, { health: { path: '/health' } as never }),
      `${at} > health check: "path" is not a field here, fields: "healthyThreshold", "interval", "timeout", "unhealthyThreshold"; grpc and tcp are asked without a path`,
    ],
    [tcp(3000, { health: { retries: 3 } as never }), `${at} > health check: "retries" is not a field here`],
  ])('is refused at synth where no compiler looked: %j', (listener, text) => {
    expect(listening(listener)).toEqual([expect.stringContaining(text)]);
  });

  it('of an address and of a load balancer is, too', () => {
    const environment = { CART: urlOf('web', { pth: '/v1' } as object) };
    const web = aNode({ backends: ['web'], runs: { environment } });
    expect(wrong({ nodes: { web } })).toEqual([
      'node "web" > runs: environment "CART" must be text or an address such as urlOf("…"), got {"pth":"/v1","kind":"url","service":"web","path":""}; fix the value [field-type]',
    ]);
    const behind = (loadBalancer: unknown) =>
      wrong({ gateways: { in: aGateway({ loadBalancer } as object) } });
    expect(behind(networkLoadBalancer(80, { httpsPort: 443 } as object))).toEqual([
      expect.stringMatching(
        /^gateway "in" > load balancer: "httpsPort" is not a field here.+ \[field-unknown\]$/,
      ),
    ]);
    expect(behind(applicationLoadBalancer(80, { certificate: 'arn' } as object))).toEqual([
      expect.stringMatching(
        /^gateway "in" > load balancer: "certificate" is not a field here.+ \[field-unknown\]$/,
      ),
    ]);
    expect(behind(applicationLoadBalancer(80, { httpsPort: undefined } as object))).toEqual([]);
  });
});

describe('a value of another type', () => {
  it.each([
    [{ mesh: 5 }, 'application "shop": "mesh" must be text, got 5; fix the value [field-type]'],
    [{ nodes: [] }, 'application "shop": "nodes" must be an object, got []; fix the value [field-type]'],
    [
      { nodes: { web: null } },
      'application "shop": node "web" must be an object, got null; fix the value [field-type]',
    ],
    [
      { nodes: { web: aNode({ runs: { count: '2' as never } }) } },
      'node "web" > runs: "count" must be a number, got "2"; fix the value [field-type]',
    ],
    [
      { nodes: { web: { ...aNode(), listeners: http(3000) } } },
      'node "web": "listeners" must be a list, got {"protocol":"http","port":3000}; fix the value [field-type]',
    ],
    [
      { nodes: { web: { ...aNode(), listeners: [3000] } } },
      'node "web": listener 1 must be an object, got 3000; fix the value [field-type]',
    ],
    [
      { nodes: { web: { ...aNode(), listeners: [{ ...http(3000), protocol: 'udp' }] } } },
      'node "web" > listener 3000: "protocol" must be one of "http", "http2", "grpc", "tcp", got "udp"; fix the value [field-type]',
    ],
    [
      { nodes: { web: aNode({ backends: [1 as never] }) } },
      'node "web": item 1 of the list must be text, got 1; fix the value [field-type]',
    ],
    [
      { nodes: { web: aNode({ runs: { environment: { LIMIT: 5 as never } } }) } },
      'node "web" > runs: environment "LIMIT" must be text or an address such as urlOf("…"), got 5; fix the value [field-type]',
    ],
    [
      { nodes: { web: aNode({ runs: { environment: { HOME: undefined as never } } }) } },
      'node "web" > runs: environment "HOME" must be text or an address such as urlOf("…"), got nothing; fix the value [field-type]',
    ],
    [
      { services: { web: { routes: { all: { targets: { web: '90' } } } } } },
      'service "web" > route "all": target "web" must be a number, got "90"; fix the value [field-type]',
    ],
    [
      { services: { web: { routes: { all: { targets: { web: 1 }, timeout: { idle: 5 } } } } } },
      'service "web" > route "all" > timeout: "idle" must be a duration, such as seconds(5), got 5; fix the value [field-type]',
    ],
    [
      { nodes: { web: { ...aNode(), backends: Array(1) } } },
      'node "web": item 1 of the list must be text, got nothing; fix the value [field-type]',
    ],
    [
      { services: new Map([['web', { to: 'web' }]]) },
      'application "shop": "services" must be an object, got a Map; fix the value [field-type]',
    ],
    [
      {
        services: {
          web: { routes: { all: { targets: { web: 1 }, timeout: { idle: { ...seconds(5), s: 5 } } } } },
        },
      },
      'service "web" > route "all" > timeout: "idle" must be a duration, such as seconds(5), got {"milliseconds":5000,"s":5}; fix the value [field-type]',
    ],
    [
      {
        services: {
          web: {
            routes: { all: { targets: { web: 1 }, match: { path: { ...exact('/'), ignoreCase: true } } } },
          },
        },
      },
      'service "web" > route "all" > match: "path" must be made by exact() or regex(), got {"kind":"exact","value":"/","ignoreCase":true}; fix the value [field-type]',
    ],
    [
      {
        nodes: {
          web: aNode({
            backends: ['web'],
            runs: { environment: { WEB: { ...urlOf('web'), port: 1 } as never } },
          }),
        },
      },
      'node "web" > runs: environment "WEB" must be text or an address such as urlOf("…"), got {"kind":"url","service":"web","path":"","port":1}; fix the value [field-type]',
    ],
    [
      { nodes: { web: { ...aNode(), listeners: [{ ...http(3000), port: 'a\nb' }] } } },
      'node "web" > listener "a\\nb": "port" must be a number, got "a\\nb"; fix the value [field-type]',
    ],
    [
      { tracing: true },
      'application "shop": "tracing" must be an object, which takes "samplingRate", "tracer", got true; fix the value [field-type]',
    ],
    [
      { gateways: { in: aGateway({ loadBalancer: { port: 80, httpsPort: 443 } as never }) } },
      'gateway "in": "loadBalancer" must be made by applicationLoadBalancer(), networkLoadBalancer() or existingListener(), got {"port":80,"httpsPort":443}; fix the value [field-type]',
    ],
  ])('is named with what it must be: %j', (parts, text) => {
    expect(wrong(parts)).toEqual([text]);
  });
});

it('reports all of it at once', () => {
  expect(wrong({ mesh: 5, nodes: { web: { runs: { source: 1, cpu: '256' } } } })).toEqual([
    'application "shop": "mesh" must be text, got 5; fix the value [field-type]',
    'node "web" > runs: "cpu" must be a number, got "256"; fix the value [field-type]',
    'node "web" > runs: "source" must be text, got 1; fix the value [field-type]',
  ]);
});
