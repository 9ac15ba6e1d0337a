import { grpc, http, milliseconds, seconds, tcp } from '../../../lib/mesh';
import { lookupIn } from '../../../lib/mesh/lookup';
import { aGateway, aMesh, aNode, type MeshParts } from '../../../lib/testing';

const callsOf = (parts: MeshParts) => lookupIn(aMesh(parts).at({ stage: 'dev' })).calls();

describe('who is waited for at a start', () => {
  const after = (parts: MeshParts, caller: string) =>
    callsOf(parts)
      .startsAfter(caller)
      .map(({ to, port }) => `${to}:${port}`);

  it('is every node that a backend leads to, whatever its weight', () => {
    const parts: MeshParts = {
      nodes: { red: aNode(), blue: aNode(), client: aNode({ backends: ['color'] }) },
      services: { color: { routes: { default: { targets: { red: 100, blue: 0 } } } } },
    };
    expect(after(parts, 'client')).toEqual(['blue:3000', 'red:3000']);
    expect(after(parts, 'red')).toEqual([]);
  });

  it('is what a gateway leads to', () => {
    expect(after({ gateways: { ingress: aGateway() } }, 'ingress')).toEqual(['web:3000']);
  });

  it('is no node that calls back, over another one too: they would wait for each other', () => {
    const parts: MeshParts = {
      nodes: {
        a: aNode({ backends: ['b', 'leaf'] }),
        b: aNode({ backends: ['c'] }),
        c: aNode({ backends: ['a'] }),
        leaf: aNode(),
        selfish: aNode({ backends: ['selfish'] }),
      },
      services: Object.fromEntries(['a', 'b', 'c', 'leaf', 'selfish'].map((name) => [name, { to: name }])),
    };
    expect(['a', 'b', 'c', 'selfish'].map((name) => after(parts, name))).toEqual([['leaf:3000'], [], [], []]);
  });

  it('is no node that runs nowhere, or outside', () => {
    const parts: MeshParts = {
      nodes: {
        none: aNode({ runs: { count: 0 } }),
        partner: { external: http(80), host: 'api.example.com' },
        caller: aNode({ backends: ['none', 'partner'] }),
      },
      services: { none: { to: 'none' }, partner: { to: 'partner' } },
    };
    expect(after(parts, 'caller')).toEqual([]);
  });
});

it('tells the ports of a node that other nodes call', () => {
  const parts: MeshParts = {
    nodes: {
      web: aNode({ listeners: [http(3000), grpc(9000), http(9999)] }),
      caller: aNode({ backends: ['web'] }),
    },
    services: {
      web: { routes: { a: { targets: { web: 1 } }, b: { match: { port: 9000 }, targets: { web: 1 } } } },
    },
  };
  expect(callsOf(parts).portsCalled('web')).toEqual([3000, 9000]);
  expect(callsOf(parts).portsCalled('caller')).toEqual([]);
});

describe('the longest request', () => {
  const longest = (parts: MeshParts, owner = 'web') => callsOf(parts).longestRequest(owner);
  const web = (own: number | undefined, ofRoute: number | undefined): MeshParts => ({
    nodes: {
      web: aNode({
        listeners: [http(3000, own === undefined ? {} : { timeout: { perRequest: milliseconds(own) } })],
      }),
    },
    services: {
      web: {
        routes: {
          default: {
            targets: { web: 1 },
            ...(ofRoute !== undefined && { timeout: { perRequest: milliseconds(ofRoute) } }),
          },
        },
      },
    },
    gateways: { ingress: aGateway() },
  });

  it.each([
    [undefined, undefined, 15_000],
    [undefined, 60_000, 15_000],
    [60_000, undefined, 15_000],
    [60_000, 30_000, 30_000],
    [0, 30_000, 30_000],
    [0, undefined, 15_000],
    [0, 0, Infinity],
  ])('is what the shorter of listener (%p ms) and route (%p ms) allows', (own, ofRoute, expected) => {
    expect(longest(web(own, ofRoute))).toBe(expected);
    expect(longest(web(own, ofRoute), 'ingress')).toBe(expected);
  });

  it('through a gateway is no longer than its listener allows', () => {
    const listener = http(8080, { timeout: { perRequest: seconds(5) } });
    const parts = { ...web(0, 0), gateways: { ingress: aGateway({ listener }) } };
    expect(longest(parts, 'ingress')).toBe(5000);
    expect(longest(parts)).toBe(Infinity);
  });

  it('is none for bytes, and for a node that no node calls', () => {
    expect(longest({ nodes: { web: aNode({ listeners: [tcp(5432)] }) } })).toBe(0);
    expect(longest({ nodes: { web: aNode(), alone: aNode() } }, 'alone')).toBe(0);
  });
});
