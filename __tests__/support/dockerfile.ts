/** Reads a Dockerfile, and follows its steps on this machine's disk, where no container engine is at hand. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

export interface Instruction {
  /** `FROM`, `COPY`, … */
  readonly name: string;
  /** What follows, with `\` at line ends joined. */
  readonly text: string;
}

/** One `FROM` and what belongs to it. */
export interface Stage {
  /** `build` of `FROM … AS build`; empty for one without. */
  readonly name: string;
  readonly image: string;
  readonly steps: readonly Instruction[];
}

export interface Dockerfile {
  /** Before the first `FROM`. */
  readonly args: Readonly<Record<string, string>>;
  readonly stages: readonly Stage[];
}

/** What a container of the last stage starts with. */
export interface BuiltFolder {
  /** Stands for `/` of the image; only what the stages have copied and made. */
  readonly root: string;
  readonly workdir: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly command: readonly string[];
}

export function readDockerfile(file: string): Dockerfile {
  const instructions = readFileSync(file, 'utf8')
    .replace(/^\s*#.*\n/gm, '')
    .replace(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): Instruction => {
      const [, name = '', text = ''] = /^(\w+)\s+(.*)$/.exec(line.trim()) ?? [];
      return { name: name.toUpperCase(), text: text.replace(/\s+/g, ' ') };
    });
  const args: Record<string, string> = {};
  const stages: { name: string; image: string; steps: Instruction[] }[] = [];
  for (const instruction of instructions) {
    const stage = stages.at(-1);
    if (instruction.name === 'FROM') {
      const [image = '', , name = ''] = instruction.text.split(' ');
      stages.push({ name, image, steps: [] });
    } else if (stage) stage.steps.push(instruction);
    else if (instruction.name === 'ARG') Object.assign(args, assignments(instruction.text));
    else throw new Error(`${instruction.name} before FROM`);
  }
  return { args, stages };
}

/** `COPY [--from=<stage>] <source>… <destination>` */
export function copyOf(text: string): { from?: string; sources: string[]; destination: string } {
  const words = text.split(' ');
  const [flag] = words;
  const from = flag?.startsWith('--from=') ? flag.slice('--from='.length) : undefined;
  const paths = words.filter((word) => !word.startsWith('--'));
  return {
    ...(from !== undefined && { from }),
    sources: paths.slice(0, -1),
    destination: paths.at(-1) ?? '',
  };
}

/** Each stage in a folder of its own below `scratch`; RUN with this machine's node and npm, whose cache is asked first. */
export function followDockerfile({ stages }: Dockerfile, context: string, scratch: string): BuiltFolder {
  let built: BuiltFolder | undefined;
  for (const [index, { steps }] of stages.entries()) {
    const root = join(scratch, String(index));
    mkdirSync(root);
    let workdir = '/';
    let command: string[] = [];
    const environment: Record<string, string> = {};
    for (const { name, text } of steps) {
      if (name === 'WORKDIR') mkdirSync(join(root, (workdir = text)), { recursive: true });
      else if (name === 'ENV') Object.assign(environment, assignments(text));
      else if (name === 'CMD') command = JSON.parse(text) as string[];
      else if (name === 'RUN') run(text, join(root, workdir), environment);
      else if (name === 'COPY') {
        const { from, sources, destination } = copyOf(text);
        const origin =
          from === undefined
            ? context
            : join(scratch, String(stages.findIndex((each) => each.name === from)));
        const target = destination.startsWith('/')
          ? join(root, destination)
          : join(root, workdir, destination);
        for (const source of sources) copy(join(origin, source), target, destination);
      } else if (name !== 'USER' && name !== 'EXPOSE') throw new Error(`${name} is not followed`);
    }
    built = { root, workdir, environment, command };
  }
  if (built === undefined) throw new Error('no stage');
  return built;
}

/** A folder's content goes into the destination; a file goes below one that ends in `/`. */
function copy(source: string, target: string, destination: string): void {
  const isFile = statSync(source).isFile();
  const below = isFile && /(\/|^\.)$/.test(destination) ? join(target, basename(source)) : target;
  cpSync(source, below, { recursive: true, verbatimSymlinks: true });
}

function run(command: string, cwd: string, environment: Readonly<Record<string, string>>): void {
  const env = { ...process.env, ...environment, npm_config_prefer_offline: 'true' };
  execFileSync('sh', ['-ec', command], { cwd, env, stdio: 'pipe' });
}

function assignments(text: string): Record<string, string> {
  return Object.fromEntries(
    text.split(' ').map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  );
}
