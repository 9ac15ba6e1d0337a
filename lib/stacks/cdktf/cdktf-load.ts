/**
 * Patch of Node's loader, part of `cdktf-speed.ts`: cdktf 0.21.0 and its provider load faster. Other packages load as ever.
 * So does everything under Jest, which has a loader of its own.
 */
import fs from 'node:fs';
import Module from 'node:module';

type Load = (request: string, parent: { readonly filename: string } | undefined, isMain: boolean) => unknown;
const loader = Module as unknown as { _load: Load };
type Loaded = NodeModule & { _compile(source: string, file: string): void };

const OURS = /[\\/]node_modules[\\/](cdktf|@cdktf|constructs)[\\/]/;

// A zip library of 200 modules. cdktf calls it only in a child process of its own (`node cdktf/lib/private/fs.js`), to pack a
// TerraformAsset, which this project does not use.
const load = loader._load;
loader._load = (request, parent, isMain) =>
  request === 'archiver' && parent && OURS.test(parent.filename) ? undefined : load(request, parent, isMain);

// Two thirds of each file are an inline source map to sources that the packages do not ship. Node decodes it because tsx
// asks for maps. And tsx searches each file for syntax of ES modules, which these files are not.
const extensions = require.extensions;
const compile = extensions['.js'];
extensions['.js'] = (module, file) => {
  if (!OURS.test(file)) return compile(module, file);
  const source = fs.readFileSync(file, 'utf8');
  const map = source.lastIndexOf('//# sourceMappingURL=data:');
  (module as Loaded)._compile(map < 0 ? source : source.slice(0, map), file);
};
