/** One reader: synth, `npm start`, `explain` and the test tools find the same mistakes, and tell them in the same words. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatProblem, MeshError } from '../../lib/mesh/checks/problem';
import { problems } from '../../lib/mesh/checks/problems';
import { readApplication } from '../../lib/project';
import { applicationUnlisted } from '../../lib/project/problems';
import { aMesh, aNode, requestsTo } from '../../lib/testing';
import { synthStacks } from '../../lib/testing/resources';
import colorTeller from '../../services/color-teller/application';
import { makeScratch, type Scratch } from '../support/scratch';

/** Every setting with a mistake, and how its line begins. */
const wrong: readonly (readonly [variable: string, value: string, line: string])[] = [
  ['MESH_STAG', 'prod', 'setting MESH_STAG: is not a setting of this project'],
  ['MESH_TARGET', 'envoi', 'setting MESH_TARGET: is not a target, got "envoi"'],
  ['MESH_PROTECT', 'perhaps', 'setting MESH_PROTECT: must be on or off, got "perhaps"'],
  ['MESH_ACCEPT', 'all', 'setting MESH_ACCEPT: must name losses that can be accepted, got "all"'],
  ['MESH_WEIGHTS', 'color-service/default:rde=1', 'setting MESH_WEIGHTS > "color-service/default": '],
  ['MESH_IMAGES', 'clinet=example.com/client:v1', 'setting MESH_IMAGES > "clinet": no node runs this source'],
];

/** Settings that have the right form, and that no target of this project can follow. */
const unbuilt: typeof wrong = [
  [
    'MESH_TARGET',
    'service-connect',
    'setting MESH_TARGET: this target is not built yet, got "service-connect"',
  ],
  ['MESH_TARGET_BEFORE', 'service-connect', 'setting MESH_TARGET_BEFORE: must not be what MESH_TARGET is'],
];

type Settings = Readonly<Record<string, string>>;

const linesOf = (text: string) => text.split('\n').filter((line) => line.endsWith(']'));

function refusal(work: () => unknown): string[] {
  try {
    work();
  } catch (error) {
    if (error instanceof MeshError) return linesOf(error.message);
    throw error;
  }
  return [];
}

describe('a wrong setting', () => {
  let scratch: Scratch;
  beforeAll(() => {
    scratch = makeScratch();
    // A test reads one application: the same lines name the same applications.
    const line = "export { default as colorTeller } from './color-teller/application';";
    writeFileSync(join(scratch.root, 'services', 'index.ts'), line);
    rmSync(join(scratch.root, 'services', 'ecsworkshop'), { recursive: true });
  });
  afterAll(() => scratch.remove());

  const readers: readonly (readonly [
    name: string,
    read: (settings: Settings) => Promise<string[]> | string[],
  ])[] = [
    ...['synth', 'start', 'explain'].map(
      (command) =>
        [
          command,
          async (settings: Settings) => {
            const env = { PATH: process.env['PATH'], ...settings };
            const { exitCode, stdout, stderr } = await scratch.run(command, [], env);
            expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
            return linesOf(stderr);
          },
        ] as const,
    ),
    ['requestsTo', (settings) => refusal(() => requestsTo(colorTeller, { settings }))],
    ['synthStacks', (settings) => refusal(() => synthStacks(colorTeller, { settings }))],
  ];

  it.each(readers)(
    'is told by %s, all of them at once and in the same words',
    async (_name, read) => {
      const [, told] = readers[3] ?? [];
      for (const settings of [wrong, unbuilt]) {
        const values = Object.fromEntries(settings);
        const lines = await read(values);
        expect(lines).toEqual(await told?.(values));
        expect(lines).toHaveLength(settings.length);
        for (const [, , beginning] of settings)
          expect(lines).toContainEqual(expect.stringContaining(beginning));
      }
    },
    30_000,
  );
});

describe('the reader of one application', () => {
  const root = join(__dirname, '..', '..');
  const canary = aMesh({
    nodes: { v1: aNode(), v2: aNode() },
    services: { web: { routes: { all: { targets: { v1: 1, v2: 0 } } } } },
  });
  const bank = { ...canary, name: 'bank', at: () => ({ ...canary.at({ stage: 'dev' }), name: 'bank' }) };
  const read = (input: Partial<Parameters<typeof readApplication>[0]> = {}) =>
    readApplication({ root, sources: [canary], environment: {}, asker: 'npm start', ...input });
  const told = (input: Partial<Parameters<typeof readApplication>[0]>): string[] => {
    try {
      read(input);
    } catch (error) {
      if (error instanceof MeshError) return error.problems.map(formatProblem);
      throw error;
    }
    return [];
  };
  const weightsOf = ({ services }: ReturnType<typeof read>['application']) =>
    services[0]?.routes[0]?.targets.map(({ weight }) => weight);

  it('gives it as its file declares it, and with the weights of the setting', () => {
    const { declared, application } = read({ environment: { MESH_WEIGHTS: 'web/all:v1=9,v2=1' } });
    expect(weightsOf(declared)).toEqual([1, 0]);
    expect(weightsOf(application)).toEqual([9, 1]);
  });

  it('takes the first where none is named', () => {
    expect(read({ sources: [bank, canary] }).application.name).toBe('bank');
    expect(read({ sources: [bank, canary], name: 'shop' }).application.name).toBe('shop');
  });

  it('tells a name that no application has beside all that is wrong with the settings', () => {
    expect(told({ name: 'shpo', environment: { MESH_PROTECT: 'perhaps' } })).toEqual([
      'npm start: services/index.ts lists no such application, got "shpo"; did you mean "shop"? [application-unknown]',
      expect.stringContaining('[setting-protect]'),
    ]);
  });

  it('leaves the name out where the list cannot be read: it may be the name of what is missing', () => {
    const listed = [problems.applicationMissing('services/index.ts > export shop', undefined)];
    expect(told({ sources: [], problems: listed, name: 'shop' })).toEqual([
      expect.stringContaining('[application-missing]'),
    ]);
  });

  it('checks this application, not the contents of the others', () => {
    const lost = aMesh({ services: { web: { to: 'wbe' } } });
    expect(read({ sources: [bank, lost], name: 'bank' }).application.name).toBe('bank');
    expect(told({ sources: [bank, lost], name: 'shop' })).toEqual([
      expect.stringMatching(/^application "shop" > service "web" > .*\[route-target-unknown\]$/),
    ]);
  });

  it('returns warnings as lines, those of the list too', () => {
    const listed = [applicationUnlisted('services/bank/application.ts', 'export …')];
    expect(read({ problems: listed }).warnings).toEqual([
      'warning: services/bank/application.ts: services/index.ts does not list it, so no command reads it; add this line there, or remove the file: export … [application-unlisted]',
    ]);
  });

  it('leaves out weights of cdktf.json that may be of an application which a test does not read', () => {
    const folder = mkdtempSync(join(tmpdir(), 'read-application-'));
    const mesh = { weights: 'cart/all:v1=1', images: { cart: 'example.com/cart:v1' } };
    writeFileSync(join(folder, 'cdktf.json'), JSON.stringify({ context: { mesh } }));
    expect(told({ root: folder })).toEqual([
      expect.stringContaining('[image-source-unknown]'),
      expect.stringContaining('[weights-route-unknown]'),
    ]);
    expect(told({ root: folder, isPart: true })).toEqual([]);
    const environment = { MESH_WEIGHTS: 'cart/all:v1=2' };
    expect(told({ root: folder, isPart: true, environment })).toEqual([
      expect.stringContaining('[weights-route-unknown]'),
    ]);
    rmSync(folder, { recursive: true });
  });
});
