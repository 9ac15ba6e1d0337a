import { grpc, http } from '../../lib/mesh';
import { callsOf, lookupIn } from '../../lib/mesh/lookup';
import { aGateway, aMesh, aNode, type MeshParts } from '../../lib/testing';

const edges = (parts: MeshParts) =>
  callsOf(aMesh(parts).at({ stage: 'dev' })).map(({ from, to, port }) => `${from} → ${to}:${port}`);

describe('an edge', () => {
  it('leads from a caller to every node of the service that it calls', () => {
    expect(
      edges({
        nodes: { red: aNode(), blue: aNode(), client: aNode({ backends: ['color'] }) },
        services: { color: { routes: { default: { targets: { red: 100, blue: 0 } } } } },
      }),
    ).toEqual(['client → blue:3000', 'client → red:3000']);
  });

  it('leads from a gateway to the nodes that it routes to, once', () => {
    const routes = { a: { service: 'web' }, b: { service: 'web', match: { prefix: '/b' } } };
    expect(edges({ gateways: { ingress: aGateway({ routes }) } })).toEqual(['ingress → web:3000']);
  });

  it('leads both ways between two that call each other', () => {
    expect(
      edges({
        nodes: { ping: aNode({ backends: ['pong'] }), pong: aNode({ backends: ['ping'] }) },
        services: { ping: { to: 'ping' }, pong: { to: 'pong' } },
      }),
    ).toEqual(['pong → ping:3000', 'ping → pong:3000']);
  });

  it('leads from a node to itself where it calls its own service: another task answers', () => {
    expect(edges({ nodes: { web: aNode({ backends: ['web'] }) } })).toEqual(['web → web:3000']);
  });

  describe('of a service on two ports', () => {
    const two = (more: MeshParts): MeshParts => ({
      nodes: {
        web: aNode({ listeners: [http(3000), grpc(9000)] }),
        caller: aNode({ listeners: [], backends: ['web'] }),
      },
      services: {
        web: { routes: { a: { targets: { web: 1 } }, b: { match: { port: 9000 }, targets: { web: 1 } } } },
      },
      ...more,
    });

    it('leads to both', () => {
      expect(edges(two({}))).toEqual(['caller → web:3000', 'caller → web:9000']);
    });

    it('leads from a gateway to the one that its route says', () => {
      const gateways = { in: { listener: grpc(8080), routes: { all: { service: 'web', port: 9000 } } } };
      expect(edges(two({ gateways }))).toEqual(['caller → web:3000', 'caller → web:9000', 'in → web:9000']);
      expect(edges(two({ gateways: { in: aGateway() } }))).toContain('in → web:3000');
    });
  });

  it('is not there where no node calls', () => {
    expect(edges({})).toEqual([]);
  });
});

describe('a lookup', () => {
  it('is made once for each application', () => {
    const [one, other] = ['dev', 'prod'].map((stage) => aMesh({}).at({ stage }));
    if (one === undefined || other === undefined) throw new Error('two stages, two applications');
    expect(lookupIn(one)).toBe(lookupIn(one));
    expect(lookupIn(one)).not.toBe(lookupIn(other));
  });

  const lookup = lookupIn(
    aMesh({ nodes: { web: aNode({ listeners: [http(3001), http(3000)] }) } }).at({ stage: 'dev' }),
  );

  it('finds a service’s listener: the first of its nodes', () => {
    expect(lookup.listenerOf('web')).toEqual({ protocol: 'http', port: 3000 });
  });

  it('takes an unknown name for our own bug', () => {
    expect(() => lookup.node('wbe')).toThrow('bug: node "wbe" is unknown after validation; please report');
  });
});
