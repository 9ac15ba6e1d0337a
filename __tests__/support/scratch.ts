// A copy of the project to run its commands in, so that a test touches neither the user's state file nor cdktf.out.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { shippedFolders } from './shipped';

export interface Scratch {
  readonly root: string;
  /** Runs `npm run <command> <words>` without npm. */
  run(command: string, words?: readonly string[], env?: NodeJS.ProcessEnv): Promise<CommandResult>;
  /** Writes a file, with the folders that it needs. */
  write(path: string, text: string): void;
  /** Runs a line of a shell, as a reader of a page types it. */
  type(line: string): { readonly status: number | null; readonly output: string };
  remove(): void;
}

export interface CommandResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const project = join(__dirname, '..', '..');
const sources = [
  'main.ts',
  'lib',
  'services',
  'cdktf.json',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'jest.config.js',
  'jest.sequencer.js',
  'help',
];

/**
 * The copy is made of what is on disk, committed or not; installed packages are the project's own. Of the applications it
 * has those that are shipped, so that what a test says of the copy holds whatever applications are added to the project.
 */
export function makeScratch(): Scratch {
  const root = freeFolder();
  for (const source of sources.filter((each) => existsSync(join(project, each)))) {
    cpSync(join(project, source), join(root, source), {
      recursive: true,
      filter: (path) => !/[/\\](node_modules|dist)$/.test(path) && isShipped(relative(project, path)),
    });
  }
  writeFileSync(join(root, 'services', 'index.ts'), shippedIndex());
  symlinkSync(join(project, 'node_modules'), join(root, 'node_modules'));
  return {
    root,
    run: (command, words = [], env = process.env) => runCommand(root, [command, ...words], env),
    write: (path, text) => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    },
    type: (line) => {
      const { status, stdout, stderr } = spawnSync(line, { cwd: root, shell: true, encoding: 'utf8' });
      return { status, output: stdout + stderr };
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/**
 * The lowest number that is free, and not a random name: tsx keeps what it has compiled by path, and a command starts in half
 * the time where its path has been there before.
 */
function freeFolder(): string {
  for (let number = 1; ; number += 1) {
    const folder = join(tmpdir(), `meshwright-scratch-${number}`);
    try {
      mkdirSync(folder, { mode: 0o700 });
      return folder;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** Folders of `services` are applications, or what the services of all share. */
function isShipped(path: string): boolean {
  const [top, folder, ...below] = path.split(sep);
  const isFile = folder?.endsWith('.ts') === true && below.length === 0;
  return (
    top !== 'services' || folder === undefined || isFile || shippedFolders.some((each) => each === folder)
  );
}

/** `services/index.ts` without the lines of other applications. */
function shippedIndex(): string {
  const lines = readFileSync(join(project, 'services', 'index.ts'), 'utf8').split('\n');
  const folderIn = (line: string): string | undefined => / from '\.\/([^/']+)\//.exec(line)?.[1];
  return lines.filter((line) => shippedFolders.some((each) => (folderIn(line) ?? each) === each)).join('\n');
}

function runCommand(
  root: string,
  [command = '', ...words]: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const file = join('lib', 'commands', `${command}.ts`);
    const child = spawn(process.execPath, ['-r', 'tsx/cjs', file, ...words], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ exitCode, ...output }));
  });
}
