/** How long a load balancer waits: for the slowest answer behind it, as far as AWS lets it. */
import { applicationLoadBalancer, http, minutes, networkLoadBalancer, seconds } from '../../../lib/mesh';
import type { GatewayDefinition } from '../../../lib/mesh/entry/gateway';
import { loadBalancerIdle } from '../../../lib/mesh/entry/load-balancer-idle';
import type { Timeout } from '../../../lib/mesh/traffic/timeout';
import { aGateway, aMesh, aNode, type MeshParts } from '../../../lib/testing';

const forever = { perRequest: seconds(0), idle: seconds(0) };

/** Behind the gateway: the route's and the node's, which are mostly one. */
const behind = (route: Timeout | undefined, node: Timeout | undefined = route): MeshParts => ({
  nodes: { web: aNode({ listeners: [http(3000, node ? { timeout: node } : {})] }) },
  services: { web: { routes: { default: { targets: { web: 1 }, ...(route && { timeout: route }) } } } },
});
function idleOf(
  parts: MeshParts,
  gateway: Partial<GatewayDefinition> = {},
  closesAfter?: number,
): ReturnType<typeof loadBalancerIdle> {
  const application = aMesh({ ...parts, gateways: { ingress: aGateway(gateway) } }).at({ stage: 'dev' });
  const [ingress] = application.loadBalancers;
  if (ingress === undefined) throw new Error('no load balancer');
  return loadBalancerIdle(ingress, {
    application,
    ...(closesAfter !== undefined && { closesAfter }),
  });
}

describe('an Application Load Balancer', () => {
  it.each<[string, Timeout | undefined, number, boolean]>([
    ['nothing is said: Envoy ends a request after 15 seconds', undefined, 60, true],
    ['a request may take 55 seconds', { perRequest: seconds(55) }, 60, true],
    ['a request may take 56 seconds', { perRequest: seconds(56) }, 61, false],
    ['a request may take 5 minutes', { perRequest: minutes(5) }, 305, false],
    ['a request may take part of a second more', { perRequest: seconds(60.5) }, 66, false],
    [
      'requests have no end, and a stream is silent for Envoy’s 5 minutes at most',
      { perRequest: seconds(0) },
      305,
      false,
    ],
    ['a silence ends before the request must', { perRequest: minutes(5), idle: seconds(20) }, 60, true],
    ['a WebSocket may be silent for longer than a request may take', { idle: minutes(30) }, 1805, false],
    ['a request may take 3,995 seconds', { perRequest: seconds(3995) }, 4000, false],
    ['a request may take 4,000 seconds', { perRequest: seconds(4000) }, 4000, false],
  ])('%s', (_, timeout, expected, isUsual) => {
    expect(idleOf(behind(timeout))).toEqual({ seconds: expected, most: 4000, isUsual, over: [] });
  });

  it.each<[string, Timeout]>([
    ['over 4,000 seconds', { perRequest: seconds(4000.5) }],
    ['without an end', forever],
  ])('tells which routes it would end: %s', (_, timeout) => {
    expect(idleOf(behind(timeout))).toEqual({
      seconds: 4000,
      most: 4000,
      isUsual: false,
      over: [{ gateway: 'ingress', name: 'all' }],
    });
  });

  it('waits no longer than the shortest of gateway, route and node', () => {
    const long = { perRequest: minutes(10) };
    expect(idleOf(behind(long, { perRequest: minutes(2) })).seconds).toBe(125);
    expect(idleOf(behind({ perRequest: minutes(2) }, long)).seconds).toBe(125);
    const listener = http(8080, { timeout: { perRequest: minutes(2) } });
    expect(idleOf(behind(long), { listener }).seconds).toBe(125);
    expect(idleOf(behind(forever), { listener }).over).toEqual([]);
  });

  it('waits for the slowest route and node behind it, whatever their weights, and for no other', () => {
    const slow = { listeners: [http(3000, { timeout: { perRequest: minutes(2) } })] };
    const parts: MeshParts = {
      nodes: { web: aNode(), slow: aNode(slow), other: aNode(slow) },
      services: {
        web: {
          routes: {
            default: { targets: { web: 1, slow: 0 }, timeout: { perRequest: minutes(2) } },
            more: { match: { prefix: '/more' }, targets: { web: 1 } },
          },
        },
        other: { routes: { default: { targets: { other: 1 }, timeout: { perRequest: minutes(2) } } } },
      },
    };
    expect(idleOf(parts).seconds).toBe(125);
    const withoutSlow = { ...parts, services: { ...parts.services, web: { to: 'web' } } } as MeshParts;
    expect(idleOf(withoutSlow).isUsual).toBe(true);
  });

  it('counts the routes of the port that it leads to', () => {
    const listeners = [http(3000), http(4000, { timeout: { perRequest: minutes(2) } })];
    const timeout = { perRequest: minutes(2) };
    const parts: MeshParts = {
      nodes: { web: aNode({ listeners }) },
      services: {
        web: {
          routes: {
            default: { targets: { web: 1 } },
            slow: { match: { port: 4000 }, targets: { web: 1 }, timeout },
          },
        },
      },
    };
    expect(idleOf(parts, { routes: { all: { service: 'web' } } }).isUsual).toBe(true);
    expect(idleOf(parts, { routes: { all: { service: 'web', port: 4000 } } }).seconds).toBe(125);
  });

  it('does not rely on a host outside of the mesh to end a request', () => {
    const parts: MeshParts = {
      nodes: { web: aNode(), api: { external: http(443), host: 'api.example.com' } },
      services: {
        web: { routes: { default: { targets: { api: 1 }, timeout: { perRequest: minutes(2) } } } },
      },
    };
    expect(idleOf(parts).seconds).toBe(125);
  });

  it('closes before what stands behind it does, where that cannot be moved', () => {
    expect(idleOf(behind({ perRequest: seconds(3590) }), {}, 3600)).toMatchObject({
      seconds: 3590,
      over: [],
    });
    expect(idleOf(behind({ perRequest: seconds(3591) }), {}, 3600)).toMatchObject({
      seconds: 3590,
      over: [{ gateway: 'ingress', name: 'all' }],
    });
  });
});

it('waits as long as its own idle timeout says, and tells which routes are longer', () => {
  const set = (length: number) => ({
    loadBalancer: applicationLoadBalancer(80, { idleTimeout: seconds(length) }),
  });
  const parts = behind({ perRequest: minutes(2) });
  const way = { gateway: 'ingress', name: 'all' };
  expect(idleOf(parts, set(30))).toEqual({ seconds: 30, most: 4000, isUsual: false, over: [way] });
  expect(idleOf(parts, set(60))).toEqual({ seconds: 60, most: 4000, isUsual: true, over: [way] });
  expect(idleOf(parts, set(120))).toEqual({ seconds: 120, most: 4000, isUsual: false, over: [] });
});

it('a Network Load Balancer waits for 350 to 6,000 seconds', () => {
  const loadBalancer = networkLoadBalancer(80);
  expect(idleOf(behind(undefined), { loadBalancer })).toEqual({
    seconds: 350,
    most: 6000,
    isUsual: true,
    over: [],
  });
  expect(idleOf(behind({ perRequest: minutes(6) }), { loadBalancer }).seconds).toBe(365);
  expect(idleOf(behind(forever), { loadBalancer })).toEqual({
    seconds: 6000,
    most: 6000,
    isUsual: false,
    over: [{ gateway: 'ingress', name: 'all' }],
  });
});
