import { http, tcp } from '../../../lib/mesh';
import { askService } from '../../../lib/mesh/resolve/ask-service';
import { resolverOf } from '../../../lib/mesh/resolve/resolver';
import type { Listener } from '../../../lib/mesh/listener';
import type { Hop } from '../../../lib/mesh/resolve/resolution';
import type { MeshRequest } from '../../../lib/mesh/resolve';
import { aMesh, aNode } from '../../../lib/testing';

type Interception = 'explicit' | 'transparent';

/** What a caller gets that asks service `web`, whose node listens on these ports. */
function ask(
  interception: Interception,
  request: Partial<MeshRequest> = {},
  listeners: readonly Listener[] = [http(3000)],
  port?: number,
) {
  const resolver = resolverOf(
    aMesh({
      nodes: {
        caller: aNode({ listeners: [], backends: ['web'], interception }),
        web: aNode({ listeners }),
      },
      services: {
        web: {
          routes: Object.fromEntries(
            listeners.map(({ port: each }) => [`on-${each}`, { match: { port: each }, targets: { web: 1 } }]),
          ),
        },
      },
    }).at({ stage: 'dev' }),
  );
  const [caller, entrance] = [resolver.nodes.get('caller'), resolver.entrance('web', port)];
  if (caller === undefined || entrance === undefined) throw new Error('the mesh of this test lacks them');
  const hops: Hop[] = [];
  return {
    hops,
    resolution: askService(caller, entrance, { request: { from: 'caller', to: 'web', ...request }, hops }),
  };
}

const hostRead = (...given: Parameters<typeof ask>) => {
  const { resolution } = ask(...given);
  return resolution.kind === 'reached' ? resolution.arrives?.host : resolution;
};

describe('a node without interception', () => {
  it('cannot choose the host: its Envoy writes that of the service', () => {
    expect(hostRead('explicit', { host: 'example.com' })).toBe('web.shop.local:3000');
  });
});

describe('a node whose connections are intercepted', () => {
  it.each([
    ['web.shop.local:3000', 'web.shop.local:3000'],
    ['web.shop.local', 'web.shop.local'],
    ['WEB.shop.local', 'WEB.shop.local'],
    [undefined, 'web.shop.local:3000'],
  ])('is understood by host %s, and the service reads %s', (host, read) => {
    expect(hostRead('transparent', host === undefined ? {} : { host })).toBe(read);
  });

  it('leaves out port 80, as clients do', () => {
    expect(hostRead('transparent', {}, [http(80)])).toBe('web.shop.local');
  });

  it('must name the port where it is not the first of the service', () => {
    const both = [http(3000), http(4000)];
    expect(hostRead('transparent', { host: 'web.shop.local' }, both, 4000)).toEqual({
      kind: 'lost',
      why: 'host',
      status: 404,
      service: 'web',
    });
  });

  it('is answered 404 under a host that means no service, before any route is looked at', () => {
    const { hops, resolution } = ask('transparent', { host: 'example.com' });
    expect(resolution).toEqual({ kind: 'lost', why: 'host', status: 404, service: 'web' });
    expect(hops).toEqual([]);
  });
});

describe('a connection of TCP', () => {
  it.each(['explicit', 'transparent'] as const)('is lost at a listener of HTTP: %s', (interception) => {
    expect(ask(interception, { protocol: 'tcp' }).resolution).toEqual({
      kind: 'lost',
      why: 'protocol',
      service: 'web',
    });
  });

  it.each(['explicit', 'transparent'] as const)('has no host at a listener of TCP: %s', (interception) => {
    const { resolution } = ask(interception, { host: 'example.com' }, [tcp(3000)]);
    expect(resolution).toMatchObject({ kind: 'reached', service: 'web' });
    expect(resolution).not.toHaveProperty('arrives');
  });
});
