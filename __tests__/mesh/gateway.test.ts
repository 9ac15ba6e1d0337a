import { http } from '../../lib/mesh';
import type { GatewayDefinition } from '../../lib/mesh/gateway';
import { aGateway, aMesh, aNode } from '../../lib/testing';
import { codesOf, textsOf } from './problems-of';

const gateway = (parts: Partial<GatewayDefinition>) => ({ gateways: { ingress: aGateway(parts) } });

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
      'gateway "ingress": routes "a", "b" all match prefix "/", so only one can ever be taken; give each its own match [route-match-twice]',
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
