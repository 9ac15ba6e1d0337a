/** A route on a header that an Application Load Balancer drops is dead. */
import {
  applicationLoadBalancer,
  exact,
  http,
  networkLoadBalancer,
  not,
  prefix,
  present,
} from '../../../lib/mesh';
import type { RouteMatch } from '../../../lib/mesh/match/match';
import { resolve } from '../../../lib/mesh/resolve';
import { aGateway, aMesh, aNode, type MeshParts } from '../../../lib/testing';
import { textsOf } from '../problems-of';

const routed = (
  headers: RouteMatch['headers'],
  loadBalancer:
    | ReturnType<typeof networkLoadBalancer>
    | ReturnType<typeof applicationLoadBalancer>
    | undefined = applicationLoadBalancer(80),
): MeshParts => {
  const { listener, routes } = aGateway({
    routes: {
      canary: { service: 'web', match: { prefix: '/', ...(headers && { headers }) } },
      all: { service: 'web' },
    },
  });
  return { gateways: { ingress: { listener, routes, ...(loadBalancer && { loadBalancer }) } } };
};
const inService = (headers: NonNullable<RouteMatch['headers']>, more: MeshParts = {}): MeshParts => ({
  nodes: { web: aNode(), caller: aNode({ listeners: [], backends: [] }) },
  services: {
    web: { routes: { beta: { match: { headers }, targets: { web: 1 } }, rest: { targets: { web: 1 } } } },
  },
  gateways: { ingress: aGateway() },
  ...more,
});
const dropped = (header: string) =>
  `the Application Load Balancer of "ingress" drops headers with other characters than letters, digits and "-" in their name, so no request from outside brings "${header}"; match a header with "-" in its name, or use networkLoadBalancer() [header-dropped]`;

it.each(['api_key', 'api.key', 'x-a_b', 'x~'])('a gateway’s route on %s is an error', (header) => {
  expect(textsOf(routed({ [header]: exact('beta') }))).toEqual([
    `gateway "ingress" > route "canary" > header "${header}": ${dropped(header)}`,
  ]);
});

it.each<[string, MeshParts]>([
  ['letters, digits and "-"', routed({ 'X-Api-Key2': exact('beta') })],
  ['the host', routed({ host: exact('a'), ':authority': prefix('a') })],
  ['what must not be there', routed({ api_key: not(present()) })],
  ['behind a Network Load Balancer', routed({ api_key: exact('beta') }, networkLoadBalancer(80))],
  ['a route of a service that no gateway leads to', inService({ api_key: present() }, { gateways: {} })],
])('is sound: %s', (_, parts) => {
  expect(textsOf(parts)).toEqual([]);
});

it('a route of a service is dead where every request comes from outside', () => {
  expect(textsOf(inService({ x_canary: exact('1') }))).toEqual([
    `service "web" > route "beta" > header "x_canary": ${dropped('x_canary')}`,
  ]);
});

it('a route of a service is dead for requests from outside alone where nodes call it, which is a warning', () => {
  const nodes = { web: aNode(), caller: aNode({ listeners: [], backends: ['web'] }) };
  const parts = inService({ x_canary: exact('1') }, { nodes });
  expect(textsOf(parts)).toEqual([
    `service "web" > route "beta" > header "x_canary": ${dropped('x_canary')}`,
  ]);
  const application = aMesh(parts).at({ stage: 'dev' });
  const request = { path: '/', headers: { x_canary: '1' } };
  expect(resolve(application, { from: 'caller', to: 'web', ...request })).toMatchObject({ route: 'beta' });
  expect(resolve(application, { from: 'ingress', ...request })).toMatchObject({ route: 'rest' });
});

it('a gateway behind a Network Load Balancer hands such a header on', () => {
  const gateways = { ingress: aGateway({ listener: http(8080), loadBalancer: networkLoadBalancer(80) }) };
  const application = aMesh(inService({ x_canary: exact('1') }, { gateways })).at({ stage: 'dev' });
  expect(resolve(application, { from: 'ingress', headers: { x_canary: '1' } })).toMatchObject({
    route: 'beta',
  });
});
