/** A field of the model cannot be added to the definition alone: the compiler asks for it wherever it has to be. */
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

const ROOT = join(__dirname, '..', '..');

/** Files in which the compiler finds a mistake when files of the project say something else. */
function filesThatBreak(
  changes: Readonly<Record<string, (text: string) => string>>,
  roots: readonly string[],
): string[] {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (file) => readFileSync(file, 'utf8'));
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  const host = ts.createCompilerHost(options);
  const read = host.readFile.bind(host);
  const changed = (file: string) => changes[relative(ROOT, file)];
  host.readFile = (file) => {
    const text = read(file);
    return text === undefined ? text : (changed(file)?.(text) ?? text);
  };
  host.getSourceFile = (file, version) => {
    const text = host.readFile(file);
    return text === undefined ? undefined : ts.createSourceFile(file, text, version);
  };
  const program = ts.createProgram(
    roots.map((file) => join(ROOT, file)),
    options,
    host,
  );
  const files = program.getSourceFiles().filter(({ fileName }) => !fileName.includes('node_modules'));
  return files
    .filter((file) => program.getSemanticDiagnostics(file).length > 0)
    .map(({ fileName }) => relative(ROOT, fileName))
    .sort();
}

const insert = (before: string, line: string) => (text: string) => {
  const parts = text.split(before);
  if (parts.length !== 2) throw new Error(`${JSON.stringify(before)} does not stand there once`);
  return parts.join(`${before}\n${line}`);
};

const columns = ['app-mesh', 'envoy', 'none'].map((target) => `lib/targets/${target}`);

it('a new field of a route needs a shape, a default, a feature and a line for each renderer', () => {
  const found = filesThatBreak(
    {
      'lib/mesh/route.ts': (text) =>
        insert(
          'export interface MeshRoute {',
          '  readonly scratch: number;',
        )(
          text.replace(
            'readonly priority?: number;',
            'readonly priority?: number;\n  readonly scratch?: number;',
          ),
        ),
    },
    ['lib/mesh/route.ts', 'lib/targets/field-features.ts', ...columns.map((folder) => `${folder}/fields.ts`)],
  );
  expect(found).toEqual(
    [
      'lib/mesh/route.ts',
      'lib/targets/field-features.ts',
      ...columns.map((folder) => `${folder}/fields.ts`),
    ].sort(),
  );
});

it('a new feature needs a line in each column, a sample, and what each renderer shows', () => {
  const samples = '__tests__/targets/samples.ts';
  const shown = columns.map((folder) => `${folder.replace('lib', '__tests__')}/contract.test.ts`);
  const asked = [samples, ...shown, ...columns.map((folder) => `${folder}/capabilities.ts`)];
  const found = filesThatBreak(
    { 'lib/targets/features.ts': insert('  listeners: [', "    'scratch',") },
    asked,
  );
  expect(found).toEqual([...asked].sort());
});
