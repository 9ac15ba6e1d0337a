import type { GatewayRouteDefinition } from '../../../../lib/mesh/entry/gateway';
import { SERVICE_HEADER } from '../../../../lib/targets/envoy/bootstrap/gateway-route';
import { renderSecondHop } from '../../../../lib/targets/envoy/bootstrap/second-hop';
import { gatewayRefs } from '../../../../lib/targets/envoy';
import { aGateway, aMesh, aNode } from '../../../../lib/testing';
import { havingField } from '../bootstraps';

/** The second hop of a gateway with these routes, before services `cart`, `prices` and `unused`. */
function secondHopOf(routes: Readonly<Record<string, GatewayRouteDefinition>>) {
  const nodes = { cart: aNode(), prices: aNode(), unused: aNode() };
  const application = aMesh({
    nodes,
    services: { cart: { to: 'cart' }, prices: { to: 'prices' }, unused: { to: 'unused' } },
    gateways: { ingress: aGateway({ routes }) },
  }).at({ stage: 'dev' });
  const [gateway] = application.gateways;
  if (gateway === undefined) throw new Error('the mesh of this test lacks its gateway');
  return renderSecondHop(gateway, { application, refs: gatewayRefs(application) });
}

const cart = { service: 'cart', match: { prefix: '/cart' } };
const prices = { service: 'prices', match: { prefix: '/prices' } };
const hostsIn = (listener: unknown) => havingField(listener, 'domains');

it('listens where the first hop sends to: on the loopback address alone', () => {
  expect(secondHopOf({ cart })).toMatchObject({
    name: 'lds_egress_127.0.0.1_15001',
    address: { socket_address: { address: '127.0.0.1', port_value: 15001 } },
  });
});

it('knows each service that the gateway leads to by its host, and no other', () => {
  expect(hostsIn(secondHopOf({ cart, prices })).map(({ domains }) => domains)).toEqual([
    ['cart.shop.local', 'cart.shop.local:3000'],
    ['prices.shop.local', 'prices.shop.local:3000'],
  ]);
});

it('goes by the header of the first hop where a client chooses the host, and takes the header away', () => {
  const [host, ...others] = hostsIn(secondHopOf({ cart: { ...cart, rewrite: { hostname: false } }, prices }));
  expect(others).toEqual([]);
  const header = SERVICE_HEADER;
  expect(host).toMatchObject({ domains: ['*'], request_headers_to_remove: [header] });
  const asked = (host?.['routes'] as { match: { headers: unknown } }[]).map(({ match }) => match.headers);
  expect(asked).toEqual([
    [{ name: header, string_match: { exact: 'cart.shop.local' } }],
    [{ name: header, string_match: { exact: 'prices.shop.local' } }],
  ]);
});

it('writes no trace: the first hop has written it', () => {
  expect(havingField(secondHopOf({ cart }), 'tracing')).toEqual([]);
});
