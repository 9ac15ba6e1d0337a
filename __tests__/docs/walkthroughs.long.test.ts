/** The walkthroughs of `CONTRIBUTING.md`: what is left out does not compile, and what they add works. */
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { makeScratch, type Scratch } from '../support/scratch';
import { read, root } from './documents';

const page = read('CONTRIBUTING.md');
const section = (title: string): string =>
  new RegExp(`^### ${title}\\n(.*?)(?=^##)`, 'ms').exec(page)?.[1] ?? '';

describe('add a field', () => {
  // A field `cors` of routes, as a developer begins: the two types, and the name of the feature.
  const begun: Readonly<Record<string, (text: string) => string>> = {
    'lib/mesh/route.ts': (text) =>
      `${text}\nexport interface Cors { readonly origins: readonly string[] }\n`
        .replace(/^ {2}readonly retry\?: \(RetryDefinition/m, '  readonly cors?: Cors;\n$&')
        .replace(/^ {2}readonly retry\?: Retry;/m, '  readonly cors: Cors;\n$&'),
    'lib/targets/features.ts': (text) => text.replace(/^ {4}'retries',$/m, "    'CORS',\n$&"),
  };

  it('stops the compiler at each place that the page names', () => {
    const places = [...section('Add a field').matchAll(/^\| `([^`]+)`: `(\w+)` +\|/gm)].map(
      ([, file, name]) => `${file}: ${name}`,
    );

    expect(places.length).toBeGreaterThan(5);
    expect(stopsOfCompiler(begun)).toEqual(places.sort());
  }, 120_000);
});

/** `file: declaration` for each error, with the texts of some files changed. */
function stopsOfCompiler(changed: Readonly<Record<string, (text: string) => string>>): string[] {
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path)).config,
    ts.sys,
    root,
  );
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  host.getSourceFile = (file, version, ...rest) => {
    const change = changed[file.slice(root.length + 1)];
    return change === undefined
      ? getSourceFile(file, version, ...rest)
      : ts.createSourceFile(file, change(readFileSync(file, 'utf8')), version);
  };
  const contracts = readdirSync(join(root, '__tests__/targets'), { withFileTypes: true })
    .map(({ name }) => join(root, '__tests__/targets', name, 'contract.test.ts'))
    .filter((file) => ts.sys.fileExists(file));
  const begins = ['lib/mesh/route.ts', 'lib/targets/field-features.ts'].map((file) => join(root, file));
  const program = ts.createProgram([...begins, ...contracts], options, host);
  // What the change can reach; to check the whole program takes half a minute.
  const checked = program
    .getSourceFiles()
    .filter(({ fileName }) =>
      /\/(lib\/mesh\/\w+|lib\/targets\/.*(capabilities|fields|field-features)|__tests__\/targets\/.*)\.ts$/.test(
        fileName,
      ),
    );
  const diagnostics = checked.flatMap((file) => program.getSemanticDiagnostics(file));
  const found = diagnostics.map(({ file, start }) => {
    const declared = file?.statements.find((each) => each.pos <= (start ?? 0) && (start ?? 0) < each.end);
    return `${file?.fileName.slice(root.length + 1)}: ${nameOf(declared)}`;
  });
  return [...new Set(found)].sort();
}

function nameOf(statement: ts.Statement | undefined): string {
  if (statement === undefined) return '';
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations[0]?.name.getText() ?? '';
  if (ts.isFunctionDeclaration(statement)) return statement.name?.text ?? '';
  if (ts.isExpressionStatement(statement) && ts.isCallExpression(statement.expression))
    return statement.expression.expression.getText();
  return '';
}

describe('add a target', () => {
  let scratch: Scratch;
  beforeAll(() => {
    scratch = makeScratch();
  });
  afterAll(() => scratch.remove());

  it('is a folder and a line: a copy of none under another name places the same', async () => {
    const folder = join(scratch.root, 'lib/targets');
    cpSync(join(folder, 'none'), join(folder, 'plain'), { recursive: true });
    const edit = (file: string, change: (text: string) => string) =>
      writeFileSync(join(folder, file), change(readFileSync(join(folder, file), 'utf8')));
    edit('plain/index.ts', (text) =>
      text
        .replace('export const none = {', 'export const plain = {')
        .replace("name: 'none'", "name: 'plain'"),
    );
    const [, line = 'the page shows no line'] = /^ {3}(plain: .*)$/m.exec(section('Add a target')) ?? [];
    edit('all.ts', (text) => text.replace('} as const;', `  ${line}\n} as const;`));
    const stacks = async (target: string) => {
      const { exitCode, stderr } = await scratch.run('synth', [], { ...process.env, MESH_TARGET: target });
      if (exitCode !== 0) throw new Error(stderr);
      return readFileSync(join(scratch.root, 'cdktf.out/stacks/dev-color-teller/cdk.tf.json'), 'utf8');
    };
    expect(await stacks('plain')).toBe(await stacks('none'));
    expect((await scratch.run('synth', [], { ...process.env, MESH_TARGET: 'plane' })).stderr).toContain(
      '"plain"',
    );
  }, 120_000);
});
