import { http } from '../../lib/mesh';
import { aNode } from '../../lib/testing';
import { textsOf } from './problems-of';

const node = (parts: Parameters<typeof aNode>[0]) => ({ nodes: { web: aNode(parts) } });

describe('a node', () => {
  it('may call itself: another task of it answers', () => {
    expect(textsOf(node({ backends: ['web'] }))).toEqual([]);
  });

  it('may be a worker: no listener, and no service leads to it', () => {
    expect(textsOf({ nodes: { web: aNode(), jobs: aNode({ listeners: [], backends: ['web'] }) } })).toEqual(
      [],
    );
  });

  it.each([
    [
      { listeners: [http(3000), http(3000)] },
      'node "web": two listeners have the same port, got 3000; give each listener its own port [port-twice]',
    ],
    [
      { backends: ['wbe'] },
      'node "web": backend "wbe" is not a service, known services: "web"; declare it in `services` or fix the name [backend-unknown]',
    ],
    [
      { backends: ['webs'] },
      'node "web": backend "webs" is not a service, known services: "web"; did you mean "web"? [backend-unknown]',
    ],
    [
      { backends: ['web', 'web'] },
      'node "web": backend "web" is listed more than once in "web", "web"; list it once [backend-twice]',
    ],
    [
      { backends: ['web'], backendPorts: { webs: 12_000 } },
      'node "web" > backendPorts: "webs" is not a backend of the node, backends: "web"; did you mean "web"? [backend-port-unknown]',
    ],
    [
      { backends: ['web'], interception: 'transparent' as const, backendPorts: { web: 12_000 } },
      'node "web" > backendPorts: a node with transparent interception calls backends by their names and own ports; remove it, or choose explicit interception [backend-port-unused]',
    ],
  ])('with %j is refused', (parts, text) => {
    expect(textsOf(node(parts))).toEqual([text]);
  });
});

describe('a variable', () => {
  const variable = (name: string) => textsOf(node({ runs: { environment: { [name]: 'x' } } }));

  it.each(['A', '_', 'a_1', 'x'.repeat(255), '__proto__'])('may be called %s', (name) => {
    expect(variable(name)).toEqual([]);
  });

  it.each(['', '1A', 'A-B', 'A B', 'Ä', 'x'.repeat(256), '${A}'])('may not be called %j', (name) => {
    expect(variable(name)).toEqual([
      `node "web" > runs > environment ${JSON.stringify(name)}: a variable name has letters, digits and "_" and does not start with a digit, got ${JSON.stringify(name).slice(0, 117)}${name.length > 118 ? '...' : ''}; rename the variable [environment-name]`,
    ]);
  });

  it('PORT comes from the listener', () => {
    expect(variable('PORT')).toEqual([
      'node "web" > runs > environment "PORT": PORT is the port of the first listener, the lowest one: 3000, got "x"; remove it, or change the listener [environment-port]',
    ]);
  });

  it('PORT may say the port of the first listener again, and no other listener’s', () => {
    const listeners = [http(4000), http(3000)];
    const port = (PORT: string) => textsOf(node({ listeners, runs: { environment: { PORT } } }));
    expect(port('3000')).toEqual([]);
    expect(port('4000')).toEqual([expect.stringContaining('[environment-port]')]);
  });

  it("PORT is the worker's own, since it has no listener", () => {
    const jobs = aNode({ listeners: [], runs: { environment: { PORT: '9000' } } });
    expect(textsOf({ nodes: { web: aNode(), jobs } })).toEqual([]);
  });
});

describe('a source', () => {
  const source = (name: string) => textsOf(node({ runs: { source: name } }));

  it.each(['a', 'web-2', 'x'.repeat(63)])('may be %s', (name) => expect(source(name)).toEqual([]));

  it.each(['', '.', '..', '../other', 'a/b', 'Web', '2web', 'a--b', 'a-', 'a_b', 'x'.repeat(64)])(
    'may not be %j: it is a folder and the name of an image repository',
    (name) =>
      expect(source(name)).toEqual([
        expect.stringMatching(/^node "web" > runs: source is .+ \[source-name\]$/),
      ]),
  );
});

it('has a container health check that runs something', () => {
  expect(textsOf(node({ runs: { healthCheck: { command: [] } } }))).toEqual([
    "node \"web\" > runs > health check: the command is empty; name a program, such as ['node', 'dist/health-check.js'] [container-check-command]",
  ]);
});
