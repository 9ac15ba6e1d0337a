/** Which backends of one node may share a port on App Mesh. */
import { http, type Listener, tcp } from '../../../lib/mesh';
import { formatProblem } from '../../../lib/mesh/problem';
import { validateForAppMesh } from '../../../lib/render/app-mesh';
import { aMesh, aNode } from '../../../lib/testing';

const problems = (one: Listener, other: Listener, backends: readonly string[] = ['one', 'other']) => {
  const nodes = {
    web: aNode({ backends }),
    one: aNode({ listeners: [one] }),
    other: aNode({ listeners: [other] }),
  };
  const services = { one: { to: 'one' }, other: { to: 'other' } };
  return validateForAppMesh(aMesh({ nodes, services }).at({ stage: 'dev' })).map(formatProblem);
};

it.each([
  ['HTTP and HTTP', http(3000), http(3000)],
  ['TCP and TCP on another port', tcp(3000), tcp(3001)],
])('%s may', (_, one, other) => {
  expect(problems(one, other)).toEqual([]);
});

it.each([
  ['TCP and TCP', tcp(3000), tcp(3000)],
  ['TCP and HTTP', tcp(3000), http(3000)],
])('%s may not, since Envoy tells them apart by the port alone', (_, one, other) => {
  expect(problems(one, other)).toEqual([
    'node "web" > backends: services "one", "other" share a port with tcp, and App Mesh\'s Envoy tells them apart by nothing else, got 3000; give each its own port, or use target none [tcp-port-shared]',
  ]);
  expect(problems(one, other, ['one'])).toEqual([]);
});
