import { tcp } from '../../lib/mesh/listener';
import { aGateway, aMesh, aNode, type MeshParts } from '../../lib/testing';
import { renderAccess as renderEnvoyAccess } from '../../lib/targets/envoy';
import { renderAccess as renderPlainAccess } from '../../lib/targets/none';
import { outliving, callPathsIn } from '../../lib/ecs/call-paths';

const shop = (parts: MeshParts) => aMesh(parts).at({ stage: 'dev' });

const routed: MeshParts = {
  nodes: { web: aNode({ backends: ['api'] }), 'api-v1': aNode(), 'api-v2': aNode() },
  services: {
    web: { to: 'web' },
    api: { routes: { default: { targets: { 'api-v1': 100, 'api-v2': 0 } } } },
  },
  gateways: { ingress: aGateway() },
};

describe('the ways of tasks', () => {
  it('are the nodes that they call, also with weight 0, and the load balancer that calls them', () => {
    const ways = callPathsIn(renderEnvoyAccess(shop(routed)));
    expect([...ways.keys()].sort()).toEqual(['ingress', 'web']);
    expect(ways.get('web')).toEqual({
      calls: ['api-v1', 'api-v2'],
      all: ['to api-v1 15002', 'to api-v1 23000', 'to api-v2 15002', 'to api-v2 23000'],
      outlivedBy: ['api-v1', 'api-v2'],
    });
    expect(ways.get('ingress')).toMatchObject({
      all: ['from load balancer 15002', 'from load balancer 8080', 'to web 15002', 'to web 23000'],
      outlivedBy: ['web'],
    });
  });

  it('without a mesh lead to the node that answers, from the load balancer too', () => {
    const ways = callPathsIn(renderPlainAccess(shop(routed)));
    expect([...ways]).toEqual([
      [
        'web',
        { calls: ['api-v1'], all: ['from load balancer 3000', 'to api-v1 3000'], outlivedBy: ['api-v1'] },
      ],
    ]);
  });

  it('say where what is external is, since a rule opens that', () => {
    const ways = callPathsIn(
      renderEnvoyAccess(
        shop({
          nodes: {
            web: aNode({ backends: ['db', 'pay'] }),
            db: { external: tcp(5432), host: 'db.example.com', cidr: '10.9.0.0/24' },
            pay: { external: tcp(8443), host: 'pay.example.com' },
          },
          services: { web: { to: 'web' }, db: { to: 'db' }, pay: { to: 'pay' } },
        }),
      ),
    );
    expect(ways.get('web')).toEqual({
      calls: [],
      all: ['to 10.9.0.0/24 5432', 'to anywhere 8443'],
      outlivedBy: [],
    });
  });

  it('of a circle of callers have no order: none could outlive the others', () => {
    const ways = callPathsIn(
      renderEnvoyAccess(
        shop({
          nodes: {
            web: aNode({ backends: ['ping'] }),
            ping: aNode({ backends: ['pong', 'ping'] }),
            pong: aNode({ backends: ['ping', 'store'] }),
            store: aNode(),
          },
          services: {
            web: { to: 'web' },
            ping: { to: 'ping' },
            pong: { to: 'pong' },
            store: { to: 'store' },
          },
        }),
      ),
    );
    const order = [...ways].map(([name, { outlivedBy }]) => [name, outlivedBy]);
    expect(Object.fromEntries(order)).toEqual({ web: ['ping'], ping: [], pong: ['store'] });
    expect(ways.get('ping')?.calls).toEqual(['ping', 'pong']);
    expect([...outliving(ways)].sort()).toEqual(['ping', 'store']);
  });
});
