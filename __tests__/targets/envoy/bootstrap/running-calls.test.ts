import { http, tcp } from '../../../../lib/mesh/listener';
import { callsOfBootstrap } from '../../../../lib/targets/envoy';
import { aGateway, aNode } from '../../../../lib/testing';
import { bootstrapsOf } from '../bootstraps';

/** Through JSON, as it is in a state. */
const callsOf = (bootstrap: unknown) => callsOfBootstrap(JSON.parse(JSON.stringify(bootstrap)));

describe('what a running Envoy calls', () => {
  const bootstrap = bootstrapsOf({
    nodes: {
      web: aNode({ backends: ['api', 'queue', 'db'] }),
      'api-v1': aNode(),
      'api-v2': aNode(),
      'api-v3': aNode(),
      queue: aNode({ listeners: [tcp(6000), http(3000)] }),
      db: { external: tcp(5432), host: 'db.example.com' },
    },
    services: {
      web: { to: 'web' },
      api: {
        routes: {
          default: { targets: { 'api-v1': 50, 'api-v2': 50, 'api-v3': 0 } },
          beta: { match: { prefix: '/beta' }, targets: { 'api-v1': 0, 'api-v2': 1 } },
        },
      },
      queue: { routes: { default: { match: { port: 6000 }, targets: { queue: 1 } } } },
      db: { to: 'db' },
    },
    gateways: { ingress: aGateway() },
  });

  it('is each target with weight, on the port of its listener, and not what has weight 0', () => {
    expect(callsOf(bootstrap('web'))).toEqual([
      { node: 'api-v2', port: 3000 },
      { node: 'api-v1', port: 3000 },
      { node: 'db', port: 5432 },
      { node: 'queue', port: 6000 },
    ]);
  });

  it('is for a gateway what its second hop calls, and empty for a node without calls', () => {
    expect(callsOf(bootstrap('ingress'))).toEqual([{ node: 'web', port: 3000 }]);
    expect(callsOf(bootstrap('api-v1'))).toEqual([]);
    expect(callsOfBootstrap(undefined)).toEqual([]);
  });
});
