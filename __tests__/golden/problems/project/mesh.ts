/** What settings say of applications that are not so. */
import { application, http } from '../../../../lib/mesh';
import { readExports } from '../../../../lib/project';
import { aMesh, aNode } from '../../../../lib/testing';
import type { Wrong } from '../../problems.test';

const bank = {
  name: 'bank',
  at: (context: { stage: string }) => ({ ...aMesh().at(context), name: 'bank', mesh: 'bank' }),
};

export const wrong: Record<string, Wrong> = {
  'application-broken': {
    sources: [
      application('shop', () => {
        throw Object.assign(new TypeError('a is not a function'), { stack: '    at /home/me/project/services/shop/application.ts:19:14' });
      }),
    ],
  },
  // What an import of a file without `export default` gives at run time.
  'application-missing': readExports({ shop: undefined }),
  'application-twice': { sources: [aMesh(), aMesh()] },
  'image-needs-internet': {
    sources: [aMesh({ network: { nat: 'none' } })],
    environment: { MESH_TARGET: 'none', MESH_IMAGES: 'web=example.com/web:v1' },
  },
  'host-needs-internet': {
    sources: [
      aMesh({
        network: { nat: 'none' },
        nodes: { web: aNode({ backends: ['partner'] }), partner: { external: http(443), host: 'api.example.com' } },
        services: { web: { to: 'web' }, partner: { to: 'partner' } },
      }),
    ],
    environment: { MESH_TARGET: 'none' },
  },
  'image-source-unknown': { sources: [aMesh()], environment: { MESH_IMAGES: 'web=example.com/web:v1,wbe=example.com/web:v1' } },
  'weights-route-unknown': { sources: [aMesh()], environment: { MESH_WEIGHTS: 'web/defualt:web=100' } },
  'weights-ambiguous': { sources: [aMesh(), bank], environment: { MESH_WEIGHTS: 'web/default:web=100' } },
  'weights-target-unknown': { sources: [aMesh()], environment: { MESH_WEIGHTS: 'web/default:web=90,wib=10' } },
};
