import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
let folder: string;
const inFolder = (path: string) => join(folder, path);
const KEPT = '.cache/compiled/program.json';

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'kept-compiled-')));
  mkdirSync(inFolder('lib/load'), { recursive: true });
  cpSync(join(ROOT, 'lib/load/kept-compiled.ts'), inFolder('lib/load/kept-compiled.ts'));
  cpSync(join(ROOT, 'tsconfig.json'), inFolder('tsconfig.json'));
  symlinkSync(join(ROOT, 'node_modules'), inFolder('node_modules'));
  writeFileSync(
    inFolder('program.ts'),
    "import './lib/load/kept-compiled';\nimport { value } from './value';\nconsole.log(value());\n",
  );
  writeFileSync(inFolder('value.ts'), "export const value = (): string => 'first';\n");
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const options = () => ({ cwd: folder, encoding: 'utf8' as const, env: { ...process.env, NODE_OPTIONS: '' } });
const run = () => execFileSync(process.execPath, ['-r', 'tsx/cjs', 'program.ts'], options()).trim();

interface Kept {
  readonly compiler: string;
  readonly files: [string, { digest: string; code: string }][];
}
const readKept = () => JSON.parse(readFileSync(inFolder(KEPT), 'utf8')) as Kept;

/** Shows which text runs: the kept one prints this instead. */
function changeKept(change: (kept: Kept) => object): void {
  writeFileSync(inFolder(KEPT), JSON.stringify(change(readKept())));
}
const marked = ({ compiler, files }: Kept): Kept => ({
  compiler,
  files: files.map(([file, { digest, code }]) => [file, { digest, code: code.replace('first', 'kept') }]),
});

it('compiles a file once, and keeps it for the next run', () => {
  expect(run()).toBe('first');
  expect(readKept().files.map(([file]) => file)).toEqual([inFolder('value.ts')]);
  changeKept(marked);
  expect(run()).toBe('kept');
  expect(readdirSync(inFolder('.cache/compiled'))).toEqual(['program.json']);
});

it('compiles a file again when its text changes', () => {
  run();
  changeKept(marked);
  writeFileSync(inFolder('value.ts'), "export const value = (): string => 'other';\n");
  expect(run()).toBe('other');
  expect(run()).toBe('other');
});

it.each([
  ['by another compiler', () => changeKept((kept) => ({ ...marked(kept), compiler: 'other' }))],
  ['no JSON', () => writeFileSync(inFolder(KEPT), '{')],
  ['without files', () => writeFileSync(inFolder(KEPT), '{}')],
])('compiles all anew when what is kept is %s', (_what, spoil) => {
  run();
  spoil();
  expect(run()).toBe('first');
  expect(readKept().files).toHaveLength(1);
});

it('takes a file before a folder of the same name, as TypeScript does', () => {
  mkdirSync(inFolder('value'));
  writeFileSync(inFolder('value/index.ts'), "export const value = (): string => 'folder';\n");
  expect(run()).toBe('first');
  rmSync(inFolder('value.ts'));
  expect(run()).toBe('folder');
  // What is gone is kept no longer.
  expect(readKept().files.map(([file]) => file)).toEqual([inFolder('value/index.ts')]);
});

it('runs where nothing can be written', () => {
  writeFileSync(inFolder('.cache'), 'a file, no folder');
  expect(run()).toBe('first');
});

it('names the line of the source in the trace of an error, compiled or kept', () => {
  writeFileSync(
    inFolder('value.ts'),
    "interface Gone {\n  text: string;\n}\n\nexport function value(): Gone['text'] {\n  throw new Error('here');\n}\n",
  );
  for (const round of ['compiled', 'kept']) {
    const { stderr } = spawnSync(process.execPath, ['-r', 'tsx/cjs', 'program.ts'], options());
    expect([round, stderr]).toEqual([round, expect.stringContaining(`${inFolder('value.ts')}:6`)]);
  }
});
