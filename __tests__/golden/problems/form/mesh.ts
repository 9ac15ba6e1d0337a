/** What the compiler refuses, met at run time: synth does not type-check. */
import { application } from '../../../../lib/mesh';
import { aNode } from '../../../../lib/testing';
import type { Wrong } from '../../problems.test';

export const wrong: Record<string, Wrong> = {
  'field-unknown': { nodes: { web: { ...aNode(), backend: ['web'] } as never } },
  'field-missing': { nodes: { web: { listeners: [] } as never } },
  'field-type': { nodes: { web: aNode({ runs: { count: '2' as never } }) } },
  'definition-form': { sources: [application('shop', { mesh: 'shop' } as never)] },
  'service-to-and-routes': { services: { web: { to: 'web', routes: {} } as never } },
};
