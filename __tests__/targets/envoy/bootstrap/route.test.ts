import { grpc, http, type Listener, milliseconds, minutes, seconds } from '../../../../lib/mesh';
import type { RouteDefinition } from '../../../../lib/mesh/route';
import { aGateway, aNode, type MeshParts } from '../../../../lib/testing';
import { bootstrapsOf, havingField, routesOf } from '../bootstraps';

const calling = (routes: Record<string, RouteDefinition>): MeshParts => ({
  nodes: { web: aNode(), next: aNode(), caller: aNode({ listeners: [], backends: ['web'] }) },
  services: { web: { routes } },
});
const routes = (definitions: Record<string, RouteDefinition>) =>
  routesOf(bootstrapsOf(calling(definitions))('caller'));
const only = (route: Partial<RouteDefinition>) =>
  routes({ default: { targets: { web: 1 }, ...route } })[0]?.route;

describe('routes of a service, in its caller’s Envoy,', () => {
  it('stand in the order of their prefixes, the longest first', () => {
    const to = { targets: { web: 1 } };
    const found = routes({
      all: to,
      api: { ...to, match: { prefix: '/api' } },
      v2: { ...to, match: { prefix: '/api/v2' } },
    });
    expect(found.map(({ match }) => match)).toEqual([
      { prefix: '/api/v2' },
      { prefix: '/api' },
      { prefix: '/' },
    ]);
  });

  it('split by weight, and keep a target of weight 0 in sight', () => {
    expect(only({ targets: { web: 100, next: 0 } })).toMatchObject({
      weighted_clusters: {
        clusters: [
          { name: 'cds_egress_dev-shop_next_http_3000', weight: 0 },
          { name: 'cds_egress_dev-shop_web_http_3000', weight: 100 },
        ],
      },
    });
  });

  it('show the backend its own name', () => {
    expect(only({})).toMatchObject({
      cluster: 'cds_egress_dev-shop_web_http_3000',
      host_rewrite_literal: 'web.shop.local:3000',
    });
  });

  it.each([
    [{}, { timeout: '15s' }],
    [{ timeout: { perRequest: seconds(0) } }, { timeout: '0s' }],
    [
      { timeout: { perRequest: milliseconds(1500), idle: seconds(60) } },
      { timeout: '1.5s', idle_timeout: '60s' },
    ],
    // Envoy's own 5 minutes without a byte would cut it.
    [{ timeout: { perRequest: minutes(10) } }, { timeout: '600s', idle_timeout: '600s' }],
  ])('with %j take %j', (route, expected) => {
    expect(only(route)).toMatchObject(expected);
  });

  it.each([
    ['15s', {}],
    ['0s', { timeout: { perRequest: seconds(0) } }],
    ['2s', { timeout: { perRequest: seconds(2) } }],
  ])(
    'of gRPC end streams after %s, or earlier where the caller says so: a route’s limit ends with 14',
    (limit, route) => {
      const parts = calling({ default: { targets: { web: 1 }, ...route } });
      const nodes = { ...parts.nodes, web: aNode({ listeners: [grpc(3000)] }) };
      expect(routesOf(bootstrapsOf({ ...parts, nodes })('caller'))[0]?.route).toMatchObject({
        timeout: '0s',
        max_stream_duration: { max_stream_duration: limit, grpc_timeout_header_max: limit },
      });
    },
  );
});

describe('retries', () => {
  const policy = (retry: RouteDefinition['retry']) =>
    only(retry === undefined ? {} : { retry })?.['retry_policy'];

  it('by default are two, of what was not executed, each at another task and without a time of its own', () => {
    expect(policy(undefined)).toEqual({
      retry_on: 'connect-failure,refused-stream,reset-before-request,retriable-headers',
      retriable_headers: [{ name: 'x-mesh-not-reached' }],
      num_retries: 2,
      retry_host_predicate: [
        {
          name: 'others',
          typed_config: {
            '@type':
              'type.googleapis.com/envoy.extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate',
          },
        },
      ],
      host_selection_retry_max_attempts: 5,
    });
  });

  it.each([
    ['client-error', 'retriable-status-codes', [409]],
    ['connection-error', 'connect-failure', undefined],
    ['gateway-error', 'reset,retriable-status-codes', [502, 503, 504]],
    ['server-error', 'reset,retriable-status-codes', [500, 501, 502, 503, 504, 505, 506, 507, 508, 510, 511]],
    ['stream-error', 'refused-stream', undefined],
  ] as const)('on %s', (event, on, codes) => {
    expect(policy({ on: [event], maxRetries: 3, perRetryTimeout: seconds(0) })).toMatchObject({
      retry_on: on,
      num_retries: 3,
      ...(codes && { retriable_status_codes: codes }),
    });
    expect(policy({ on: [event], perRetryTimeout: seconds(0) })).not.toHaveProperty('per_try_timeout');
  });

  describe('by the method', () => {
    const byMethod = {
      request_headers_to_add: [
        {
          header: {
            key: 'x-envoy-retry-on',
            value: "%CEL(request.method in ['DELETE','GET','HEAD','OPTIONS','PUT']?'gateway-error':'')%",
          },
        },
      ],
    };
    const to = { targets: { web: 1 } };
    const configOf = (definitions: Record<string, RouteDefinition>, listener: Listener = http(3000)) => {
      const parts = calling(definitions);
      const nodes = { ...parts.nodes, web: aNode({ listeners: [listener] }) };
      const [found] = havingField(
        bootstrapsOf({ ...parts, nodes })('caller').static_resources.listeners[0],
        'virtual_hosts',
      );
      return found;
    };
    const removedOf = (definitions: Record<string, RouteDefinition>) =>
      (havingField(configOf(definitions), 'match') as { readonly request_headers_to_remove?: unknown }[]).map(
        (route) => route.request_headers_to_remove,
      );

    it('are once for all routes of a listener', () => {
      expect(configOf({ all: to, api: { ...to, match: { prefix: '/api' } } })).toMatchObject(byMethod);
      expect(removedOf({ all: to, api: { ...to, match: { prefix: '/api' } } })).toEqual([
        undefined,
        undefined,
      ]);
    });

    it('are taken off again where a route has reasons of its own, or no retries', () => {
      const definitions: Record<string, RouteDefinition> = {
        all: to,
        own: { ...to, match: { prefix: '/own' }, retry: { on: ['server-error'] } },
        more: { ...to, match: { prefix: '/more' }, retry: { maxRetries: 5 } },
        once: { ...to, match: { prefix: '/once' }, retry: false },
      };
      expect(configOf(definitions)).toMatchObject({ ...byMethod, most_specific_header_mutations_wins: true });
      const isOff = ['x-envoy-retry-on'];
      expect(removedOf(definitions)).toEqual([undefined, isOff, isOff, undefined]);
    });

    it.each<[string, RouteDefinition, Listener]>([
      ['no route is without reasons of its own', { ...to, retry: { on: ['server-error'] } }, http(3000)],
      ['nothing is tried again', { ...to, retry: false }, http(3000)],
      ['all calls are gRPC’s, which are POSTs', to, grpc(3000)],
    ])('are none where %s', (_, route, listener) => {
      const found = configOf({ default: route }, listener);
      expect(found).not.toHaveProperty('request_headers_to_add');
      expect(JSON.stringify(found)).not.toContain('x-envoy-retry-on');
    });
  });

  it('outside of the mesh do not look for the mark, which no host sets there', () => {
    const parts: MeshParts = {
      nodes: {
        caller: aNode({ listeners: [], backends: ['web'] }),
        web: { external: http(80), host: 'api.example.org' },
      },
    };
    const [route] = routesOf(bootstrapsOf(parts)('caller'));
    expect((route?.route['retry_policy'] as Record<string, unknown>)['retry_on']).toBe(
      'connect-failure,refused-stream,reset-before-request',
    );
    expect(route?.route['retry_policy']).not.toHaveProperty('retriable_headers');
  });

  it('are none where the route says so', () => {
    expect(policy(false)).toBeUndefined();
  });

  it('are the caller’s: a node’s Envoy has none towards its application, a gateway’s first hop none', () => {
    const parts = { gateways: { ingress: aGateway() } };
    expect(havingField(bootstrapsOf(parts)('web'), 'retry_policy')).toEqual([]);
    expect(havingField(bootstrapsOf(parts)('ingress'), 'retry_policy')).toHaveLength(1);
    const [first] = routesOf(bootstrapsOf(parts)('ingress'));
    expect(first?.route).not.toHaveProperty('retry_policy');
  });
});

describe('a gateway’s first hop', () => {
  const firstHop = (prefixes: Record<string, string>, listener = http(8080)) => {
    const led = Object.entries(prefixes).map(([name, prefix]) => [
      name,
      { service: 'web', match: { prefix } },
    ]);
    const bootstrap = bootstrapsOf({
      gateways: { ingress: aGateway({ listener, routes: Object.fromEntries(led) }) },
    })('ingress');
    return routesOf(bootstrap.static_resources.listeners[0]);
  };

  it('writes the service’s name as host and keeps the one that was asked for', () => {
    expect(firstHop({ all: '/' })).toEqual([
      {
        match: { prefix: '/' },
        route: {
          cluster: 'cds_ingress_dev-shop_ingress_self_redirect_http_8080',
          timeout: '0s',
          idle_timeout: '0s',
          host_rewrite_literal: 'web.shop.local',
          append_x_forwarded_host: true,
        },
      },
    ]);
  });

  it.each([
    [{ cart: '/cart' }, ['/cart/', '/cart']],
    [{ cart: '/cart/' }, ['/cart/']],
    [{ all: '/', cart: '/cart', deep: '/cart/deep/' }, ['/cart/deep/', '/cart/', '/cart', '/']],
  ])('of %j matches %j and cuts it off', (prefixes, expected) => {
    const found = firstHop(prefixes);
    expect(found.map(({ match }) => (match as { prefix: string }).prefix)).toEqual(expected);
    expect(found.filter(({ match }) => (match as { prefix: string }).prefix !== '/')).toEqual(
      found.filter(({ route }) => route['prefix_rewrite'] === '/'),
    );
  });

  it('ends a request early only where its listener says so', () => {
    const [route] = firstHop({ all: '/' }, http(8080, { timeout: { perRequest: seconds(3) } }));
    expect(route?.route).toMatchObject({ timeout: '3s', idle_timeout: '0s' });
  });
});
