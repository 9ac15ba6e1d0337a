/** What a mistake in a file of the project's own applications is told as, by every command that reads them. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { application } from '../../lib/mesh';
import { requestsTo } from '../../lib/testing';
import { makeScratch, type Scratch } from '../support/scratch';

const FILE = 'services/greeter/application.ts';
const LIST = 'services/index.ts';
const LINE = "export { default as greeter } from './greeter/application';\n";

/** Its third line is what the tests change. */
const greeter = (third = "  mesh: 'greeter',") =>
  [
    "import { application } from '../../lib/mesh';",
    "export default application('greeter', () => ({",
    third,
    "  namespace: 'greeter.local',",
    "  nodes: { web: { runs: { source: 'web' } } },",
    '  services: {},',
    '}));',
    '',
  ].join('\n');

let scratch: Scratch;
let listed: string;
beforeAll(() => {
  scratch = makeScratch();
  listed = readFileSync(join(scratch.root, LIST), 'utf8');
});
afterAll(() => scratch.remove());

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(scratch.root, path)), { recursive: true });
    writeFileSync(join(scratch.root, path), text);
  }
}

const environment = () => ({ PATH: process.env['PATH'], MESH_IMAGES: 'v1', MESH_TARGET: 'envoy' });

async function refusal(command: string, words: readonly string[] = []): Promise<string> {
  const { exitCode, stdout, stderr } = await scratch.run(command, words, environment());
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  return stderr;
}

function synth(): { readonly status: number | null; readonly stderr: string } {
  return spawnSync(process.execPath, ['-r', 'tsx/cjs', 'main.ts'], {
    cwd: scratch.root,
    env: environment(),
    encoding: 'utf8',
  });
}

describe('one problem with file, line and column, in place of a stack of ours, tells', () => {
  it.each([
    [
      'a syntax error',
      { [FILE]: greeter("  mesh: 'greeter'") },
      `${FILE}:4:3: it cannot be read: Expected "}" but found "namespace"; correct it there [application-broken]\n`,
    ],
    [
      'a name that is not defined',
      { [FILE]: greeter('  mesh: greeterMesh,') },
      `${FILE}:3:9: it cannot be read: ReferenceError: greeterMesh is not defined; correct it there [application-broken]\n`,
    ],
    [
      'an error that the definition throws by a function of ours',
      { [FILE]: greeter('  mesh: application.call(null.name),') },
      `${FILE}:3:31: it cannot be read: TypeError: Cannot read properties of null (reading 'name'); correct it there [application-broken]\n`,
    ],
    [
      'an error outside of the definition',
      { [FILE]: `${greeter()}throw new Error('not yet');\n` },
      `${FILE}:8:7: it cannot be read: not yet; correct it there [application-broken]\n`,
    ],
    [
      'a file that services/index.ts names and is not there',
      { [FILE]: greeter(), [LIST]: "export { default as greeter } from './greter/application';\n" },
      `${LIST}:1:36: there is no file "./greter/application"; did you mean "./greeter/application"? [application-file-missing]\n`,
    ],
    [
      'a file that an application reads and is not there',
      { [FILE]: `import { mesh } from './names';\n${greeter('  mesh,')}` },
      `${FILE}:1:22: there is no file "./names"; make it, or remove the line [application-file-missing]\n`,
    ],
    [
      'a mistake in the JSON that an application reads',
      { 'services/greeter/names.json': '{ "mesh": }', [FILE]: `import './names.json';\n${greeter()}` },
      expect.stringMatching(
        /^services\/greeter\/application\.ts:1:8: it cannot be read: SyntaxError: .*services\/greeter\/names\.json: Unexpected token .*\[application-broken\]\n$/,
      ),
    ],
    [
      'an export that is no application, by its name',
      { [FILE]: greeter().replace('export default', 'export const it =') },
      `${LIST} > export greeter: it is not an application, got nothing; write export default application(…) in its application.ts [application-missing]\n`,
    ],
  ])('%s', async (_what, files, text) => {
    write({ [LIST]: listed + LINE, ...files });
    expect(await refusal('list')).toEqual(text);
  });

  it.each([
    ['synth', () => Promise.resolve(synth().stderr)],
    ['npm start', () => refusal('start', ['greeter', '--no-open'])],
    ['npm run explain', () => refusal('explain', ['greeter'])],
    ['npm run images', () => refusal('images')],
  ])('it in %s too', async (_command, run) => {
    write({ [LIST]: listed + LINE, [FILE]: greeter('  mesh: greeterMesh,') });
    expect(await run()).toBe(
      `${FILE}:3:9: it cannot be read: ReferenceError: greeterMesh is not defined; correct it there [application-broken]\n`,
    );
  });

  it('it in the tools for tests', () => {
    const thrown = application('shop', () => {
      throw new Error('not yet');
    });
    expect(() => requestsTo(thrown)).toThrow(
      /listed-applications\.test\.ts:\d+:\d+: it cannot be read: not yet; correct it there \[application-broken\]/,
    );
    expect(() => requestsTo(undefined as never)).toThrow(
      'requestsTo(…): it is not an application, got nothing; write export default application(…) in its application.ts [application-missing]',
    );
  });
});

it('a folder with an application that nothing lists is named, and nothing else changes', async () => {
  write({ [LIST]: listed, 'services/good-morning/application.ts': greeter(), [FILE]: 'export const half =' });
  const warnings = [
    "warning: services/good-morning/application.ts: services/index.ts does not list it, so no command reads it; add this line there, or remove the file: export { default as goodMorning } from './good-morning/application'; [application-unlisted]",
    `warning: ${FILE}: services/index.ts does not list it, so no command reads it; add this line there, or remove the file: export { default as greeter } from './greeter/application'; [application-unlisted]`,
  ];
  const { status, stderr } = synth();
  expect(status).toBe(0);
  expect(stderr.split('\n').filter((line) => line.includes('application-unlisted'))).toEqual(warnings);
  const explained = await scratch.run('explain', ['color-teller'], environment());
  expect(explained.exitCode).toBe(0);
  expect(explained.stderr.trim().split('\n')).toEqual(warnings);
});
