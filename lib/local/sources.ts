/** The services on disk: what starts them, and what of them is not built as it stands. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { MeshApplication } from '../mesh/application';
import { MeshError } from '../mesh/problem';
import { inTurn } from './build-turn';
import type { Tell } from './events';
import { buildFailed, sourceNotRunnable } from './problems';
import { sourceFolder } from './programs';

interface Manifest {
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
}

export interface BuildRefs {
  readonly root: string;
  readonly machine: Readonly<Record<string, string>>;
  readonly tell: Tell;
  readonly interrupted: AbortSignal;
}

/** Script `start` of the source's package: what `npm start` would run there, without a second npm. */
export function startScript(root: string, application: string, source: string): string {
  const folder = sourceFolder(root, application, source);
  const start = readManifest(folder)?.scripts?.['start'];
  if (start !== undefined) return start;
  const reason = existsSync(join(folder, 'package.json'))
    ? 'its package.json has no script "start"'
    : 'it has no package.json';
  throw new MeshError([sourceNotRunnable(relative(root, folder), reason)]);
}

/** One after the other, since two may build the same package that they share. */
export async function buildStale(application: MeshApplication, refs: BuildRefs): Promise<void> {
  const { root, tell, interrupted } = refs;
  const services = application.nodes.filter(({ runs }) => runs.kind === 'service');
  const sources = [...new Set(services.map(({ runs }) => runs.source))];
  const stale = (source: string) => isStale(sourceFolder(root, application.name, source));
  if (!sources.some(stale)) return;
  await inTurn(async () => {
    for (const source of sources.filter(stale)) {
      tell({ event: 'building', source });
      await build(sourceFolder(root, application.name, source), refs);
    }
  }, interrupted);
}

async function build(folder: string, { root, machine, interrupted }: BuildRefs): Promise<void> {
  const child = spawn('npm', ['run', 'build', '--silent'], {
    cwd: folder,
    env: machine,
    signal: interrupted,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null));
    child.once('close', resolve);
  });
  if (code === 0) return;
  process.stderr.write(said);
  throw new MeshError([buildFailed(relative(root, folder))]);
}

/** Something that it is built from is younger than the youngest file that was built. */
function isStale(folder: string): boolean {
  if (readManifest(folder)?.scripts?.['build'] === undefined) return false;
  const dist = join(folder, 'dist');
  if (!existsSync(dist)) return true;
  const built = youngest(dist, []);
  return inputsOf(folder).some((input) => youngest(input, ['dist', 'node_modules', 'test']) > built);
}

/** Its own folder, and the folders of this project's packages that it depends on. */
function inputsOf(folder: string): string[] {
  const names = Object.keys(readManifest(folder)?.dependencies ?? {});
  const linked = names
    .map((name) => findPackage(folder, name))
    .filter((path) => path !== undefined)
    .map((path) => realpathSync(path))
    .filter((path) => !path.includes('node_modules'));
  return [folder, ...linked.flatMap(inputsOf)];
}

function findPackage(from: string, name: string): string | undefined {
  const here = join(from, 'node_modules', name);
  if (existsSync(here)) return here;
  const above = join(from, '..');
  return above === from ? undefined : findPackage(above, name);
}

function youngest(path: string, without: readonly string[]): number {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  const below = readdirSync(path).filter((name) => !without.includes(name));
  // A folder's own time changes when something beside its sources does.
  return Math.max(0, ...below.map((name) => youngest(join(path, name), without)));
}

function readManifest(folder: string): Manifest | undefined {
  const file = join(folder, 'package.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Manifest) : undefined;
}
