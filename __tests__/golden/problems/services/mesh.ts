/** Where a service leads, in what shares, and what is tried again. */
import { http } from '../../../../lib/mesh';
import type { RouteDefinition } from '../../../../lib/mesh/route';
import { aNode } from '../../../../lib/testing';
import type { Wrong } from '../../problems.test';

const route = (parts: Partial<RouteDefinition>): Wrong => ({
  services: { web: { routes: { default: { targets: { web: 100 }, ...parts } } } },
});

export const wrong: Record<string, Wrong> = {
  'service-routes-empty': { services: { web: { routes: {} } } },
  'route-match-twice': {
    services: { web: { routes: { a: { targets: { web: 1 } }, b: { targets: { web: 1 } } } } },
  },
  'path-prefix': route({ match: { prefix: 'api' } }),
  'route-target-unknown': route({ targets: { webs: 100 } }),
  'route-targets-empty': route({ targets: {} }),
  'route-targets-many': {
    nodes: Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`n${index}`, aNode()])),
    services: {
      web: {
        routes: {
          default: {
            targets: Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`n${index}`, 1])),
          },
        },
      },
    },
  },
  'route-weights-sum': route({ targets: { web: 0 } }),
  'target-no-listener': { nodes: { web: aNode({ listeners: [] }) } },
  'target-listeners-differ': {
    nodes: { web: aNode(), other: aNode({ listeners: [http(3001)] }) },
    services: { web: { routes: { default: { targets: { web: 90, other: 10 } } } } },
  },
  'target-slashes-differ': {
    nodes: { web: aNode(), other: aNode({ listeners: [http(3000, { mergeSlashes: false })] }) },
    services: { web: { routes: { default: { targets: { web: 90, other: 10 } } } } },
  },
  'retry-events-empty': route({ retry: { on: [] } }),
  'retry-event-unknown': route({ retry: { on: ['sever-error' as never] } }),
};
