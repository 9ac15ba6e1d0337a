/** Names: their form, their length once the stage is in them, and who else has them. */
import { aGateway, aMesh, aNode } from '../../../../lib/testing';
import type { Wrong } from '../../problems.test';

const { listener, routes } = aGateway();
const inner = { listener, routes };

export const wrong: Record<string, Wrong> = {
  'name-form': { services: { web: { to: 'web' }, Cart: { to: 'web' } } },
  'name-reserved': { services: { web: { to: 'web' }, constructor: { to: 'web' } } },
  'name-twice': { gateways: { web: aGateway() } },
  'zone-name-twice': { gateways: { ingress: inner }, services: { web: { to: 'web' }, ingress: { to: 'web' } } },
  'name-too-long': { nodes: { web: aNode(), ['x'.repeat(46)]: aNode() } },
  'account-name-twice': {
    sources: [
      { ...aMesh(), name: 'shop' },
      { name: 'bank', at: (context) => ({ ...aMesh().at(context), name: 'bank' }) },
    ],
  },
  'mesh-name-form': { mesh: 'my mesh' },
  'namespace-form': { namespace: 'local' },
  'route-name': { services: { web: { routes: { Default: { targets: { web: 100 } } } } } },
  'source-name': { nodes: { web: aNode({ runs: { source: 'Web' } }) } },
};
