/** Which user a container is, and which container may become another user. */
import type { Origin } from '../../../lib/mesh/runs/origin';
import { containerRights, validateContainerRights } from '../../../lib/mesh/runs/container-rights';
import { formatProblem } from '../../../lib/mesh/checks/problem';
import { readProject } from '../../../lib/project';
import { type BuiltName, targetNamed } from '../../../lib/targets';
import { aMesh, aNode } from '../../../lib/testing';
import { problemsOf } from '../problems-of';
import { ROOT } from '../../support/synth';

describe('the rights of a container', () => {
  it.each([
    [{}, false, { user: '1000', dropCapabilities: true }],
    [{}, true, { dropCapabilities: false }],
    [{ user: '101' }, true, { user: '101', dropCapabilities: false }],
    [{ user: '101', dropCapabilities: true }, true, { user: '101', dropCapabilities: true }],
    [{ user: '0', dropCapabilities: false }, false, { user: '0', dropCapabilities: false }],
  ])('of %j, not built here: %j', (said, isForeign, rights) => {
    expect(containerRights(said, { isForeign })).toEqual(rights);
  });
});

describe('a user', () => {
  const good = ['0', '1000', '1000:1000', 'node', 'node:node', '1000:node', '_svc-1', '133', '13370'];
  it.each([...good, '2147483647', '0:2147483647', `a${'b'.repeat(31)}`])('may be %s', (user) => {
    expect(problemsOf({ nodes: { web: aNode({ runs: { user } }) } })).toEqual([]);
  });

  const bad = [
    '',
    ' ',
    '-1',
    'Node',
    '1000:',
    ':1000',
    'a b',
    'node:node:node',
    `a${'b'.repeat(32)}`,
    '1000\n',
  ];
  // A runtime reads past zeros in front: these would be Envoy and root.
  const padded = ['01337', '001337:5', '00', '000:1', '01000', '1000:00'];
  const large = ['2147483648', '4294967296', '9999999999', '1000:2147483648', '9'.repeat(400)];
  it.each([...bad, ...padded, ...large])('may not be %j', (user) => {
    expect(problemsOf({ nodes: { web: aNode({ runs: { user } }) } })).toEqual([
      'node "web" > runs [container-user]',
    ]);
  });

  it.each(['1337', '1337:0'])('may not be Envoy: %s', (user) => {
    expect(problemsOf({ nodes: { web: aNode({ runs: { user } }) } })).toEqual([
      'node "web" > runs [container-user-envoy]',
    ]);
  });
});

describe('a container that is open', () => {
  const { nodes } = aMesh({
    nodes: {
      built: aNode(),
      elsewhere: aNode({ runs: { source: 'elsewhere' } }),
      led: aNode({ runs: { source: 'elsewhere' }, interception: 'transparent' }),
      shut: aNode({ runs: { source: 'elsewhere', user: '101', dropCapabilities: true } }),
      'half-shut': aNode({ runs: { source: 'elsewhere', user: '101' } }),
      root: aNode({ runs: { user: '0:0' } }),
      there: aNode({ runs: { image: 'example.com/web:v1' } }),
    },
    services: {},
  }).at({ stage: 'dev' });
  const isForeign = (origin: Origin) => 'image' in origin || origin.source === 'elsewhere';
  const said = (target: BuiltName) =>
    validateContainerRights(nodes, { isIntercepted: targetNamed(target).isIntercepted, isForeign }).map(
      ({ where, code }) => `${where} [${code}]`,
    );

  it('is named on every target, the worse where Envoy is passed by', () => {
    const every = '"elsewhere", "half-shut", "led", "root", "there"';
    expect(said('none')).toEqual([`${every} [container-open]`]);
    expect(said('app-mesh')).toEqual([`${every} [container-open-transparent]`]);
    expect(said('envoy')).toEqual([
      '"elsewhere", "half-shut", "root", "there" [container-open]',
      '"led" [container-open-transparent]',
    ]);
  });

  it('is told with both fields, and how it is accepted', () => {
    const [problem] = validateContainerRights(nodes, { isIntercepted: () => false, isForeign });
    expect(problem && formatProblem(problem)).toMatch(
      /`user` and `dropCapabilities: true` in `runs`, or accept it with MESH_ACCEPT=container-open \[/,
    );
  });

  const open = (images: string, accept = '') => {
    const environment = { MESH_IMAGES: images, MESH_TARGET: 'envoy', MESH_ACCEPT: accept };
    const { messages } = readProject({ root: ROOT, sources: [aMesh()], environment });
    return messages.filter((line) => line.includes('[container-open'));
  };
  const ecr = '123456789012.dkr.ecr.us-west-2.amazonaws.com';

  it.each([
    ['v1', 0],
    [`web=${ecr}/dev/shop/web:v1`, 0],
    [`web=${ecr}/dev/shop/web@sha256:${'a'.repeat(64)}`, 0],
    [`web=mirror.example.com/team/dev/shop/web:v1`, 0],
    [`web=${ecr}/dev/shop/web2:v1`, 1],
    [`web=${ecr}/prod-dev/shop/web-other:v1`, 1],
    ['web=public.ecr.aws/nginx/nginx:1.29', 1],
  ])('is none of the source’s own repository, by whatever name: %s', (images, count) => {
    expect(open(images)).toHaveLength(count);
  });

  it('is accepted by its code', () => {
    expect(open('web=public.ecr.aws/nginx/nginx:1.29', 'egress-443-open,container-open')).toEqual([]);
  });
});
