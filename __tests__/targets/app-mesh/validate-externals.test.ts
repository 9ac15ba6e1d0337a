/** Under which host name requests leave the mesh. */
import { grpc, http, http2, type Listener, tcp } from '../../../lib/mesh';
import { formatProblem } from '../../../lib/mesh/checks/problem';
import { validateForAppMesh } from '../../../lib/targets/app-mesh';
import { aMesh, aNode } from '../../../lib/testing';

const problems = (external: Listener) => {
  const partner = { external, host: 'api.example.org', cidr: '203.0.113.0/24' };
  const services = { web: { to: 'web' }, partner: { to: 'partner' }, again: { to: 'web' } };
  const nodes = { web: aNode({ backends: ['partner'] }), partner };
  return validateForAppMesh(aMesh({ nodes, services }).at({ stage: 'dev' })).map(formatProblem);
};

it.each([http(80), http2(80), grpc(80)])('is that of the service, a warning says: %j', (external) => {
  expect(problems(external)).toEqual([
    'service "partner": app-mesh: requests reach "api.example.org" under the host name "partner.shop.local", since App Mesh rewrites it in gateways alone; make sure that the external host accepts this name, or use target envoy, which writes the right name [external-authority]',
  ]);
});

it('is none where nothing but bytes is spoken', () => {
  expect(problems(tcp(80))).toEqual([]);
});

it.each([
  [{ maxHeadersCount: 200 }, 'maxHeadersCount; send 100 headers at most'],
  [{ mergeSlashes: false }, 'mergeSlashes; write "/" once'],
])('has nothing that App Mesh has no word for, of an external node either: %j', (options, missing) => {
  expect(problems(http(80, options))).toContain(
    `app-mesh: node "partner" > external: target app-mesh has no ${missing} [unsupported]`,
  );
});
