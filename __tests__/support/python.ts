// Python programs that tests use: a Python found on the machine, and the pinned packages in an environment of the project's own.
import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildOnce } from './once';

export interface PythonEnvironment {
  /** Name of its folder in the cache. */
  readonly name: string;
  /** For the text that says what is missing: `the AWS doubles need Python …`. */
  readonly needs: string;
  /** The first version that all pinned packages take. */
  readonly oldest: readonly [major: number, minor: number];
  /** Path of the requirements file: every package with its exact version, also those that others bring. */
  readonly requirements: string;
}

interface Python {
  readonly command: string;
  readonly version: string;
}

const names = ['python3', 'python', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10'];
const cache = join(__dirname, '..', '..', '.cache');

/** What to tell the user when no Python fits; undefined if there is one. */
export function whyNoPython(environment: PythonEnvironment): string | undefined {
  if (findPython(environment)) return undefined;
  const { needs, oldest } = environment;
  const wanted = `Python ${oldest.join('.')} or later with its venv and ensurepip modules`;
  return `${needs} ${wanted}; none found as ${names.join(', ')} (set PYTHON to name one)`;
}

/** The environment's own interpreter; makes the environment first if the requirements or the Python changed. */
export async function interpreterIn(environment: PythonEnvironment): Promise<string> {
  const python = findPython(environment);
  if (!python) throw new Error(whyNoPython(environment));
  const { name, requirements } = environment;
  const key = createHash('sha256')
    .update(python.version)
    .update(readFileSync(requirements))
    .digest('hex')
    .slice(0, 12);
  const folder = join(cache, `${name}-${key}`);
  await buildOnce(folder, (building) => makeEnvironment(python.command, building, requirements));
  return interpreterOf(folder);
}

/** The first Python on PATH that is new enough and can make environments; `PYTHON` names another. */
function findPython({ oldest }: PythonEnvironment): Python | undefined {
  const candidates = process.env['PYTHON'] ? [process.env['PYTHON']] : names;
  for (const command of candidates) {
    const version = versionOf(command);
    if (version && isEnough(version, oldest)) return { command, version };
  }
  return undefined;
}

async function makeEnvironment(python: string, folder: string, requirements: string): Promise<void> {
  const run = promisify(execFile);
  await run(python, ['-m', 'venv', folder]);
  const pip = [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '--requirement',
    requirements,
  ];
  await run(interpreterOf(folder), pip, { maxBuffer: 64 * 1024 * 1024 });
}

function interpreterOf(folder: string): string {
  return process.platform === 'win32' ? join(folder, 'Scripts', 'python.exe') : join(folder, 'bin', 'python');
}

function versionOf(command: string): string | undefined {
  // ensurepip: Debian ships a Python whose venv module cannot make an environment until python3-venv is installed.
  const script = 'import sys, venv, ensurepip; print("%d.%d.%d" % sys.version_info[:3])';
  const { status, stdout } = spawnSync(command, ['-c', script], { encoding: 'utf8', timeout: 20_000 });
  return status === 0 ? stdout.trim() : undefined;
}

function isEnough(version: string, oldest: PythonEnvironment['oldest']): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
}
