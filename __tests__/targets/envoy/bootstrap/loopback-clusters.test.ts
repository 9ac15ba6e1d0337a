import { http } from '../../../../lib/mesh';
import type { HttpListenerOptions } from '../../../../lib/mesh';
import { aGateway, aNode } from '../../../../lib/testing';
import { bootstrapsOf, clustersOf } from '../bootstraps';

const seenByItself = (options: HttpListenerOptions = {}) =>
  clustersOf(bootstrapsOf({ nodes: { web: aNode({ listeners: [http(3000, options)] }) } })('web'))[0];

const NO_LIMIT = 2_147_483_647;
const open = {
  max_connections: NO_LIMIT,
  max_pending_requests: NO_LIMIT,
  max_requests: NO_LIMIT,
  max_retries: NO_LIMIT,
};

describe('a node’s application, as its own Envoy sees it,', () => {
  it('is on loopback, and its idle connections end before it ends them', () => {
    expect(seenByItself()).toMatchObject({
      name: 'cds_ingress_dev-shop_web_http_3000',
      connect_timeout: '0.25s',
      type: 'STATIC',
      load_assignment: {
        endpoints: [
          {
            lb_endpoints: [
              { endpoint: { address: { socket_address: { address: '127.0.0.1', port_value: 3000 } } } },
            ],
          },
        ],
      },
      typed_extension_protocol_options: {
        'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': {
          common_http_protocol_options: { idle_timeout: '4s' },
        },
      },
    });
  });

  it.each([
    [{}, { tcp_health_check: {} }],
    [{ health: '/health' }, { http_health_check: { path: '/health' } }],
  ])('declared with %j is watched by %j, and still gets requests', (options, check) => {
    expect(seenByItself(options)).toMatchObject({
      health_checks: [{ unhealthy_interval: '1s', healthy_threshold: 1, ...check }],
      common_lb_config: { healthy_panic_threshold: { value: 100 } },
    });
  });
});

it('a gateway’s pool is between its two hops', () => {
  const listener = http(8080, { connectionPool: { maxConnections: 7 } });
  const [redirect] = clustersOf(bootstrapsOf({ gateways: { ingress: aGateway({ listener }) } })('ingress'));
  expect(redirect).toMatchObject({
    name: 'cds_ingress_dev-shop_ingress_self_redirect_http_8080',
    circuit_breakers: { thresholds: [{ ...open, max_connections: 7 }] },
    load_assignment: {
      endpoints: [
        {
          lb_endpoints: [
            { endpoint: { address: { socket_address: { address: '127.0.0.1', port_value: 15_001 } } } },
          ],
        },
      ],
    },
  });
});
