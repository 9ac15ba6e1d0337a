// The Python that runs the doubles: found on the machine, with the pinned packages in an environment of the project's own.
import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildOnce } from './once';

/** moto 5.2 needs it. */
const oldestPython = [3, 10] as const;

const names = ['python3', 'python', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10'];
const cache = join(__dirname, '..', '..', '..', '.cache');
const requirements = join(__dirname, 'requirements.txt');

interface Python {
  readonly command: string;
  readonly version: string;
}

/** The first Python on PATH that is new enough and can make environments; `PYTHON` names another. */
export function findPython(): Python | undefined {
  const candidates = process.env['PYTHON'] ? [process.env['PYTHON']] : names;
  for (const command of candidates) {
    const version = versionOf(command);
    if (version && isEnough(version)) return { command, version };
  }
  return undefined;
}

/** What to tell the user when there is none; undefined if there is one. */
export function whyNoPython(): string | undefined {
  if (findPython()) return undefined;
  const wanted = `Python ${oldestPython.join('.')} or later with its venv and ensurepip modules`;
  return `the AWS doubles need ${wanted}; none found as ${names.join(', ')} (set PYTHON to name one)`;
}

/** The environment's own interpreter; makes the environment first if the requirements or the Python changed. */
export async function pythonWithDoubles(): Promise<string> {
  const python = findPython();
  if (!python) throw new Error(whyNoPython());
  const key = createHash('sha256')
    .update(python.version)
    .update(readFileSync(requirements))
    .digest('hex')
    .slice(0, 12);
  const folder = join(cache, `doubles-${key}`);
  await buildOnce(folder, (building) => makeEnvironment(python.command, building));
  return interpreterOf(folder);
}

async function makeEnvironment(python: string, folder: string): Promise<void> {
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

function isEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > oldestPython[0] || (major === oldestPython[0] && minor >= oldestPython[1]);
}
