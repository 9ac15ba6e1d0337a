/**
 * Loads the project's own TypeScript faster: the compiled text of all files that a program loads is kept in one file,
 * `.cache/compiled/<program>.json`. tsx compiles what is not there, or has changed. Programs import this first, for its
 * effect. Decision 0049 says what it gains.
 */
import { createHash } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import Module from 'node:module';
import { basename, dirname, join, resolve, sep } from 'node:path';

type Compiled = NodeModule & { _compile(code: string, file: string): unknown };
type Load = (module: NodeModule, file: string) => unknown;
type Resolve = (request: string, parent: NodeModule | undefined, ...rest: unknown[]) => string;

interface CompiledFile {
  /** That of the source text. */
  readonly digest: string;
  /** With its source map. */
  readonly code: string;
}

const ROOT = realpathSync(resolve(__dirname, '../..'));

/** Another tsx, Node or configuration compiles differently. */
const compiler = () =>
  digest(
    [
      process.version,
      readFileSync(require.resolve('tsx/package.json'), 'utf8'),
      readFileSync(join(ROOT, 'tsconfig.json'), 'utf8'),
    ].join('\n'),
  );

// Jest has a loader of its own.
const { '.ts': loadWithTsx } = require.extensions;
if (loadWithTsx !== undefined) {
  const place = join(ROOT, '.cache/compiled', `${basename(process.argv[1] ?? 'program', '.ts')}.json`);
  const kept = readKept(place);
  const added = new Map<string, CompiledFile>();
  require.extensions['.ts'] = load(kept, added, loadWithTsx);
  resolveDirectly();
  process.on('exit', () => {
    if (added.size > 0) keep(place, new Map([...kept, ...added]));
  });
}

function load(kept: ReadonlyMap<string, CompiledFile>, added: Map<string, CompiledFile>, other: Load): Load {
  return (loaded, file) => {
    if (!isOwn(file)) return other(loaded, file);
    const module = loaded as Compiled;
    const source = digest(readFileSync(file, 'utf8'));
    const known = kept.get(file);
    if (known?.digest === source) return module._compile(known.code, file);
    const compile = module._compile.bind(module);
    module._compile = (code, name) => {
      added.set(file, { digest: source, code });
      return compile(code, name);
    };
    return other(module, file);
  };
}

/** For `./x`, TypeScript takes `x.ts` before anything else. tsx and Node would first ask the disk for other names. */
function resolveDirectly(): void {
  const loader = Module as unknown as { _resolveFilename: Resolve };
  const other = loader._resolveFilename;
  loader._resolveFilename = (request, parent, ...rest) => {
    if (request.startsWith('.') && parent?.filename && isOwn(parent.filename)) {
      const file = `${join(dirname(parent.filename), request)}.ts`;
      if (lstatSync(file, { throwIfNoEntry: false })?.isFile()) return file;
    }
    return other(request, parent, ...rest);
  };
}

function isOwn(file: string): boolean {
  return file.startsWith(ROOT + sep) && !file.includes(`${sep}node_modules${sep}`);
}

function digest(text: string): string {
  return createHash('sha1').update(text).digest('base64');
}

/** What cannot be read is compiled anew. */
function readKept(place: string): ReadonlyMap<string, CompiledFile> {
  try {
    const kept = JSON.parse(readFileSync(place, 'utf8')) as {
      compiler: string;
      files: [string, CompiledFile][];
    };
    return new Map(kept.compiler === compiler() ? kept.files : []);
  } catch {
    return new Map();
  }
}

/** Other processes may read or write it at the same time, so the file appears as a whole. Nothing is kept in a read-only folder. */
function keep(place: string, files: ReadonlyMap<string, CompiledFile>): void {
  try {
    mkdirSync(dirname(place), { recursive: true });
    const written = `${place}.${process.pid}`;
    const there = [...files].filter(([file]) => isOwn(file) && existsSync(file));
    writeFileSync(written, JSON.stringify({ compiler: compiler(), files: there }));
    renameSync(written, place);
  } catch {
    return;
  }
}
