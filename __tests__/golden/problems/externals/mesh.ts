/** What the mesh calls and does not run. */
import { fromParameter, http, minutes, tcp, urlOf } from '../../../../lib/mesh';
import type { ExternalDefinition } from '../../../../lib/mesh/external';
import { aNode } from '../../../../lib/testing';
import type { Wrong } from '../../problems.test';

const db = { external: tcp(5432), host: 'db.example.com', cidr: '203.0.113.0/24' };
const external = (parts: Partial<ExternalDefinition>): Wrong => ({
  nodes: { web: aNode(), db: { ...db, ...parts } },
});
const services = { web: { to: 'web' }, db: { to: 'db' }, archive: { to: 'archive' } };

export const wrong: Record<string, Wrong> = {
  'external-host': external({ host: 'db.example.com:5432' }),
  'external-host-compressed': {
    envoy: {
      nodes: {
        site: aNode(),
        web: aNode({ backends: ['site', 'db'] }),
        db: { ...db, host: fromParameter('/dev/db-host') },
      },
      services: {
        db: { to: 'db' },
        site: {
          routes: Object.fromEntries(
            Array.from({ length: 120 }, (_, index) => [
              `r${index}`,
              { match: { prefix: `/${index}` }, targets: { site: 1 } },
            ]),
          ),
        },
      },
    },
    accept: ['egress-443-open', 'slow-start', 'unreachable'],
  },
  'external-cidr': external({ cidr: '203.0.113.7/24' }),
  'external-cidr-group': external({ securityGroup: { id: 'sg-0a1b2c3d4e5f67890' } }),
  'external-listener': external({ external: tcp(5432, { timeout: { idle: minutes(1) } }) }),
  'external-open': { nodes: { web: aNode(), db: { external: http(80), host: 'api.example.com' } } },
  'external-authority': {
    nodes: { web: aNode(), db: { ...db, external: http(80) } },
    services: { web: { to: 'web' }, db: { to: 'db' } },
  },
  'address-url-tcp': {
    nodes: { web: aNode({ backends: ['db'], runs: { environment: { DB: urlOf('db') } } }), db },
    services: { web: { to: 'web' }, db: { to: 'db' } },
  },
  'tcp-port-shared': { nodes: { web: aNode({ backends: ['archive', 'db'] }), db, archive: db }, services },
};
