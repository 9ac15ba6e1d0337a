/** Child process: checks the types of an application of `argv[2]` services, as `tsc -p .` would in a project of its own. */
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { sourceOf } from './generated-source';

const ROOT = path.resolve(__dirname, '../..');
const file = path.join(process.env.CDKTF_OUTDIR ?? '.', 'application.ts');
fs.writeFileSync(file, sourceOf(Number(process.argv[2]), path.join(ROOT, 'lib/mesh')));

const { config } = ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), (name) => ts.sys.readFile(name)) as {
  readonly config: { readonly compilerOptions: object };
};
const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, ROOT);
const program = ts.createProgram({
  rootNames: [file],
  options: { ...options, typeRoots: [path.join(ROOT, 'node_modules/@types')] },
});
const found = ts.getPreEmitDiagnostics(program);
if (found.length > 0) throw new Error(ts.formatDiagnostics(found, ts.createCompilerHost(options)));
