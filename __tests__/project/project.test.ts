/** Settings, applications and images are checked together, and every mistake is reported at once. */
import { join } from 'node:path';
import { application, http, seconds } from '../../lib/mesh';
import type { ApplicationSource } from '../../lib/mesh/application';
import { completeApplication } from '../../lib/mesh/complete-application';
import { formatProblem, MeshError, type Problem } from '../../lib/mesh/checks/problem';
import { problems } from '../../lib/mesh/checks/problems';
import { messagesFor, readProject } from '../../lib/project';
import { aGateway, aMesh, aNode, type MeshParts } from '../../lib/testing';

const root = join(__dirname, '..', '..');
const sound = { MESH_IMAGES: 'v1', MESH_STATE_BUCKET: 'shop-state' };

const read = (
  sources: readonly ApplicationSource[],
  environment: Record<string, string> = {},
  listed: readonly Problem[] = [],
) => readProject({ root, sources, problems: listed, environment: { ...sound, ...environment } });

/** What reading refuses, as the user reads it. */
function refusals(...input: Parameters<typeof read>): string[] {
  try {
    read(...input);
  } catch (error) {
    if (error instanceof MeshError) return error.problems.map(formatProblem);
    throw error;
  }
  return [];
}
const codes = (...input: Parameters<typeof read>) =>
  refusals(...input).map((text) => /\[([a-z-]+)\]$/.exec(text)?.[1]);

/** `aMesh` under another name. */
const named = (name: string, parts: MeshParts = {}): ApplicationSource => ({
  name,
  at: (context) =>
    completeApplication(name, context, {
      mesh: `${name}-mesh`,
      namespace: `${name}.local`,
      nodes: { web: aNode() },
      services: { web: { to: 'web' } },
      ...parts,
    }),
});

describe('a project', () => {
  it('has its settings, its applications, their images and the stacks of all', () => {
    const { settings, applications, images, stacks, messages } = read([aMesh()]);
    expect(settings).toMatchObject({ stage: 'dev', target: 'app-mesh', stateBucket: 'shop-state' });
    expect(applications).toEqual([aMesh().at({ stage: 'dev' })]);
    expect([...images]).toEqual([['services/shop/web', { kind: 'repository', tag: 'v1' }]]);
    expect(stacks.map(({ name }) => name)).toEqual([
      'state',
      'dev-shop-network',
      'dev-shop-registry',
      'dev-shop',
    ]);
    expect(messages).toEqual([expect.stringContaining('AWS ended App Mesh')]);
  });

  it('asks applications for the stage that the setting names', () => {
    const { applications } = read([aMesh()], { MESH_STAGE: 'prod' });
    expect(applications).toEqual([aMesh().at({ stage: 'prod' })]);
  });

  it('may have no application yet: state alone is deployed', () => {
    expect(read([]).stacks.map(({ name }) => name)).toEqual(['state']);
  });
});

describe('mistakes', () => {
  it('of settings, applications, weights and images are reported together, sorted by place', () => {
    const lost = named('shop', { services: { web: { to: 'wbe' } } });
    expect(
      refusals([lost], {
        MESH_PROTECT: 'perhaps',
        MESH_WEIGHTS: 'cart/default:web=1',
        MESH_STAG: 'prod',
        MESH_IMAGES: '',
      }).map((text) => text.replace(/: .*\[/, ' [')),
    ).toEqual([
      'service "web" > route "default" [route-target-unknown]',
      'setting MESH_PROTECT [setting-protect]',
      'setting MESH_STAG [setting-unknown]',
      'setting MESH_WEIGHTS > "cart/default" [weights-route-unknown]',
      'source "services/shop/web" [source-missing]',
    ]);
  });

  it('of form are reported beside those of sound applications', () => {
    const shapeless = named('bank', { nodes: { web: { runs: {} } as never } });
    const lost = named('shop', { services: { web: { to: 'wbe' } } });
    expect(refusals([shapeless, lost])).toEqual([
      'application "bank" > node "web" > runs: "source" or "image" is missing; add it [field-missing]',
      'application "shop" > service "web" > route "default": target "wbe" is not a node, known nodes: "web"; add it or fix the name [route-target-unknown]',
    ]);
  });

  it('of form leave out what could only be said of the missing application', () => {
    const shapeless = named('bank', { mesh: 5 as never });
    const environment = { MESH_WEIGHTS: 'cart/default:web=1', MESH_IMAGES: 'cart=example.com/cart:v1' };
    expect(codes([shapeless], environment)).toEqual(['field-type']);
  });

  it('of several applications begin with the application’s name', () => {
    const lost = (name: string) => named(name, { logs: { retentionDays: 2 } });
    expect(refusals([lost('shop'), lost('bank')]).map((text) => text.split(':')[0])).toEqual([
      'application "bank" > logs',
      'application "shop" > logs',
    ]);
  });

  it('of a target are looked for where the application is sound in itself', () => {
    const taken = { nodes: { web: aNode({ listeners: [http(9901)] }) } };
    expect(codes([aMesh(taken)])).toEqual(['port-taken']);
    expect(codes([aMesh({ ...taken, mesh: '' })])).toEqual(['mesh-name-form']);
  });

  it('of the list itself are reported with all others', () => {
    const listed = [problems.applicationMissing('services/index.ts > export shop', undefined)];
    expect(refusals([aMesh()], { MESH_PROTECT: 'perhaps', MESH_WEIGHTS: 'cart/all:v1=1' }, listed)).toEqual([
      'services/index.ts > export shop: it is not an application, got nothing; write export default application(…) in its application.ts [application-missing]',
      expect.stringMatching(/^setting MESH_PROTECT: .* \[setting-protect\]$/),
    ]);
  });

  it('that a definition throws are told with its file, line and column, and once however many applications there are', () => {
    const broken = application('shop', () => {
      throw new TypeError('of the user');
    });
    const text =
      /^\/.*__tests__\/project\/project\.test\.ts:\d+:\d+: it cannot be read: TypeError: of the user; correct it there \[application-broken\]$/;
    expect(refusals([broken])).toEqual([expect.stringMatching(text)]);
    expect(refusals([broken, named('bank')])).toEqual([expect.stringMatching(text)]);
  });
});

describe('the name of a stack', () => {
  it('belongs to one application', () => {
    expect(
      refusals([named('shop'), named('shop-network', { nodes: { db: aNode() }, services: {} })]),
    ).toEqual([
      'application "shop-network": its stack would have the same name as that of application "shop", got "dev-shop-network"; rename one of them [account-name-twice]',
    ]);
  });
});

describe('the name of a stack that a setting can add', () => {
  it('is taken, too: names must not begin to clash when MESH_BUILD changes', () => {
    const sources = [named('shop'), named('shop-images', { nodes: { db: aNode() }, services: {} })];
    expect(codes(sources)).toEqual(['account-name-twice']);
    expect(codes(sources, { MESH_BUILD: 'docker' })).toEqual(['account-name-twice']);
  });
});

describe('weights from outside', () => {
  it('are in the applications that are read', () => {
    const sources = [
      aMesh({
        nodes: { red: aNode(), blue: aNode() },
        services: { color: { routes: { default: { targets: { red: 100, blue: 0 } } } } },
      }),
    ];
    const { applications } = read(sources, { MESH_WEIGHTS: 'color/default:red=90,blue=10' });
    expect(applications[0]?.services[0]?.routes[0]?.targets).toEqual([
      { node: 'blue', weight: 10 },
      { node: 'red', weight: 90 },
    ]);
  });

  it('are checked like declared ones', () => {
    expect(refusals([aMesh()], { MESH_WEIGHTS: 'web/default:web=0' })).toEqual([
      'service "web" > route "default": the weights of "web" must sum to 1 to 100, got 0; use percentages [route-weights-sum]',
    ]);
  });
});

describe('a project of which hardly anything is right', () => {
  const built = { MESH_IMAGES: '' };

  it.each([
    ['a null byte', 'a\0b'],
    ['a way out', '../..'],
    ['more letters than the disk takes', 'x'.repeat(5000)],
  ])('asks the disk for no folder whose name has %s', (_, source) => {
    expect(codes([aMesh({ nodes: { web: aNode({ runs: { source } }) } })], built)).toContain('source-name');
    expect(codes([named(source)], built)).toContain('name-form');
  });

  it('says of each application what it is called, whatever that is', () => {
    const parts = { mesh: 'shop', namespace: 'shop.local', nodes: {}, services: {} };
    const odd = [5n, undefined, Symbol('shop')].map((name) => application(name as never, () => parts));
    expect(refusals(odd)).toEqual([
      expect.stringMatching(/^application 5: its name must be text/),
      expect.stringMatching(/^application a symbol: its name must be text/),
      expect.stringMatching(/^application nothing: its name must be text/),
    ]);
  });

  it('reports more than a function call can pass on', () => {
    const problem = problems.nodesEmpty('application "shop"');
    const at = () => {
      throw new MeshError(Array<Problem>(150_000).fill(problem));
    };
    expect(codes([{ name: 'shop', at }])).toHaveLength(150_000);
  });
});

describe('a loss', () => {
  const unsupported = {
    gateways: { in: aGateway({ listener: http(8080, { timeout: { idle: seconds(5) } }) }) },
  };

  it('stops a synth', () => {
    expect(codes([aMesh(unsupported)])).toEqual(['unsupported']);
  });

  it('is taken where the user accepts it by its code', () => {
    expect(codes([aMesh(unsupported)], { MESH_ACCEPT: 'unsupported' })).toEqual([]);
  });

  it('that is a warning is printed until it is accepted', () => {
    const warnings = (environment = {}) =>
      read([aMesh({ tracing: {} })], environment).messages.filter((line) => line.startsWith('warning: '));
    expect(warnings()).toEqual([expect.stringMatching(/^warning: tracing: .+ \[traced-health-checks\]$/)]);
    expect(warnings({ MESH_ACCEPT: 'traced-health-checks' })).toEqual([]);
  });

  it('that is a warning is left out for stacks of other applications; notices of the project are not', () => {
    const traced = (name: string) => named(name, { tracing: {} });
    const project = read([traced('shop'), traced('bank')], { MESH_TARGET: 'app-mesh' });
    const warned = (stacks: typeof project.stacks) =>
      messagesFor(project, stacks).filter((line) => line.startsWith('warning: '));
    const ofBank = project.stacks.filter(({ application }) => application?.name === 'bank');
    expect(warned(project.stacks)).toHaveLength(2);
    expect(warned(ofBank)).toEqual([expect.stringContaining('warning: application "bank" > tracing: ')]);
    expect(warned([])).toEqual([]);
    expect(messagesFor(project, [])).toEqual([expect.stringContaining('AWS ended App Mesh')]);
  });

  it('is not what AWS refuses, which no setting can accept', () => {
    const taken = { nodes: { web: aNode({ listeners: [http(9901)] }) } };
    expect(codes([aMesh(taken)], { MESH_ACCEPT: 'port-taken' })).toEqual([
      'port-taken',
      'setting-accept-unknown',
    ]);
  });
});
