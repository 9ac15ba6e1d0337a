/** A bootstrap that is compressed cannot hold a host that only a plan knows. */
import { exact, fromParameter, http, tcp } from '../../../lib/mesh';
import type { Listener } from '../../../lib/mesh/listener';
import type { Host } from '../../../lib/mesh/surroundings/external-host';
import { formatProblem } from '../../../lib/mesh/checks/problem';
import { validateForEnvoy } from '../../../lib/targets/envoy';
import { aGateway, aMesh, aNode } from '../../../lib/testing';

/** @param routes their number decides whether the bootstraps of callers are compressed: 120 are */
function problemsOf(host: Host, routes: number, external: Listener = tcp(5432)): string[] {
  const pages = Array.from({ length: routes }, (_, index) => `page-${index}`);
  const application = aMesh({
    nodes: {
      site: aNode(),
      web: aNode({ backends: ['site', 'db'] }),
      db: { external, host, cidr: '10.0.0.0/16' },
    },
    services: {
      site: {
        routes: Object.fromEntries(
          pages.map((page) => [page, { match: { path: exact(`/${page}`) }, targets: { site: 1 } }]),
        ),
      },
      web: { to: 'web' },
      db: { to: 'db' },
    },
    gateways:
      external.protocol === 'tcp'
        ? {}
        : {
            ingress: aGateway({
              routes: {
                site: { service: 'site', match: { prefix: '/site' } },
                db: { service: 'db' },
              },
            }),
          },
  }).at({ stage: 'dev' });
  return validateForEnvoy(application)
    .filter(({ severity }) => severity === 'error')
    .map(formatProblem);
}

it('is a problem of the node and of the gateway that call it', () => {
  expect(problemsOf(fromParameter('/db/host'), 120, http(80))).toEqual([
    'node "web": its bootstrap is so large that it is compressed, and only a plan knows the host of node "db", <parameter /db/host>: Terraform cannot put it there; write the host of "db" as text, or split the node or gateway so that its bootstrap is smaller [external-host-compressed]',
    expect.stringMatching(/^gateway "ingress": .* \[external-host-compressed\]$/),
  ]);
});

it('is none where the bootstrap stands as text, or the host does', () => {
  expect(problemsOf(fromParameter('/db/host'), 20, http(80))).toEqual([]);
  expect(problemsOf('db.example.com', 120, http(80))).toEqual([]);
});
