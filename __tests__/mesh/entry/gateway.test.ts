import { exact, grpc, http, http2, type Listener, networkLoadBalancer, tcp } from '../../../lib/mesh';
import type { GatewayDefinition } from '../../../lib/mesh/entry/gateway';
import { aGateway, aMesh, aNode } from '../../../lib/testing';
import { codesOf, textsOf } from '../problems-of';

const gateway = (parts: Partial<GatewayDefinition>) => ({ gateways: { ingress: aGateway(parts) } });

it('leads to services: the name of a node is told with the way to make it one, or with the service that it has', () => {
  const led = (service: string) => ({
    nodes: { web: aNode(), 'cart-v1': aNode() },
    ...gateway({ routes: { all: { service } } }),
  });
  expect(textsOf(led('cart-v1'))).toEqual([
    'gateway "ingress" > route "all": "cart-v1" is not a service, known services: "web"; "cart-v1" is a node, lead a service to it: services: { "cart-v1": { to: "cart-v1" } } [gateway-service-unknown]',
  ]);
  expect(textsOf({ ...led('cart-v1'), services: { web: { to: 'web' }, cart: { to: 'cart-v1' } } })).toEqual([
    'gateway "ingress" > route "all": "cart-v1" is not a service, known services: "cart", "web"; "cart-v1" is a node, use a service that leads to it: "cart" [gateway-service-unknown]',
  ]);
});

it('is one task of half a vCPU, without a load balancer, where it says nothing', () => {
  const ingress = { listener: http(8080), routes: { all: { service: 'web' } } };
  expect(aMesh({ gateways: { ingress } }).at({ stage: 'dev' }).gateways).toEqual([
    {
      name: 'ingress',
      listener: { protocol: 'http', port: 8080 },
      routes: [
        {
          name: 'all',
          service: 'web',
          match: { prefix: '/', headers: [], queryParameters: [], metadata: [] },
        },
      ],
      runs: {
        cpu: 512,
        memoryMiB: 1024,
        count: 1,
        deployment: { minimumHealthyPercent: 100, maximumPercent: 200 },
      },
    },
  ]);
});

it.each<[Partial<GatewayDefinition>, string[]]>([
  [{ routes: {} }, ['gateway "ingress": it has no route; lead it to a service [gateway-routes-empty]']],
  [
    { routes: { all: { service: 'webs' } } },
    [
      'gateway "ingress" > route "all": "webs" is not a service, known services: "web"; did you mean "web"? [gateway-service-unknown]',
    ],
  ],
  [
    { routes: { a: { service: 'web' }, b: { service: 'web' } } },
    [
      'gateway "ingress": routes "a", "b" all match prefix "/", so route "a" takes all their requests and no other is ever taken; give each its own match [route-match-twice]',
    ],
  ],
  [
    { routes: { All: { service: 'web' } } },
    [
      'gateway "ingress" > route "All": a route name has 1 to 255 lower-case letters, digits, "-" and "_", got "All"; it becomes part of a Terraform address; use such a name [route-name]',
    ],
  ],
  [
    { routes: { all: { service: 'web', match: { prefix: 'api' } } } },
    [
      'gateway "ingress" > route "all": prefix starts with "/" and has at most 255 visible characters, "?" and "#" not among them, got "api"; use one such as "/api" [path-prefix]',
    ],
  ],
])('%j is refused', (parts, texts) => {
  expect(textsOf(gateway(parts))).toEqual(texts);
});

it('has a name that no node has, since both run tasks under it', () => {
  expect(textsOf({ nodes: { web: aNode() }, gateways: { web: aGateway() } })).toEqual([
    'application "shop": a node and a gateway are both called "web"; give one of them another name [name-twice]',
  ]);
});

it('may have the name of a service', () => {
  expect(codesOf({ services: { web: { to: 'web' }, ingress: { to: 'web' } }, ...gateway({}) })).toEqual([]);
});

describe('a protocol', () => {
  const between = (listener: Listener, target: Listener) =>
    codesOf({
      nodes: { web: aNode({ listeners: [target] }) },
      gateways: {
        in: { listener: listener as GatewayDefinition['listener'], routes: { all: { service: 'web' } } },
      },
    });

  it.each<[Listener, Listener, string[]]>([
    [http(8080), http(3000), []],
    [http(8080), http2(3000), []],
    [http2(8080), http(3000), []],
    [http2(8080), http2(3000), []],
    [grpc(8080), grpc(3000), []],
    [http(8080), grpc(3000), ['gateway-service-protocol']],
    [http2(8080), grpc(3000), ['gateway-service-protocol']],
    [grpc(8080), http(3000), ['gateway-service-protocol']],
    [grpc(8080), http2(3000), ['gateway-service-protocol']],
    [http(8080), tcp(3000), ['gateway-service-protocol']],
    [grpc(8080), tcp(3000), ['gateway-service-protocol']],
    [tcp(8080), tcp(3000), ['field-type']],
  ])('%j leads to %j: %j', (listener, target, codes) => {
    expect(between(listener, target)).toEqual(codes);
  });

  it.each<[GatewayDefinition['listener'], string[]]>([
    [http(8080), []],
    [http2(8080), ['load-balancer-protocol']],
  ])('%j behind an Application Load Balancer: %j', (listener, codes) => {
    expect(codesOf(gateway({ listener }))).toEqual(codes);
    expect(codesOf(gateway({ listener, loadBalancer: networkLoadBalancer(80) }))).toEqual([]);
  });
});

describe('a port of a service', () => {
  const led = (port: number | undefined) =>
    codesOf({
      nodes: { web: aNode({ listeners: [http(3000), http(4000), http(5000)] }) },
      services: {
        web: { routes: { a: { targets: { web: 1 } }, b: { match: { port: 4000 }, targets: { web: 1 } } } },
      },
      ...gateway({ routes: { all: { service: 'web', ...(port !== undefined && { port }) } } }),
    });

  it.each([
    [undefined, []],
    [3000, []],
    [4000, []],
    // The node listens there, the service does not.
    [5000, ['gateway-port-unknown']],
  ])('%j: %j', (port, codes) => {
    expect(led(port)).toEqual(codes);
  });
});

it('looks at routes in their order, and names one that nothing reaches', () => {
  const routes = {
    all: { priority: 1, service: 'web' },
    eu: { priority: 2, service: 'web', match: { hostname: exact('eu.example.com') } },
  };
  expect(textsOf(gateway({ routes }))).toEqual([
    'gateway "ingress" > route "eu": route "all" comes first and takes all its requests, since it matches prefix "/"; give it a lower priority number than that one, or another match [route-shadowed]',
  ]);
});
