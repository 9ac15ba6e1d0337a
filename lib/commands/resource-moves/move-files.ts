/** Writes the modules that move resources between stacks to `cdktf.out/moves`. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { IMPORTS, type ModuleFile, MOVE_RULE, MOVES } from './move-modules';

export interface MoveFiles {
  /** In order. */
  readonly commands: readonly string[];
  /** Files of the modules. */
  readonly files: readonly ModuleFile[];
  /** For stacks of the code: their JSON, the files that users keep beside it, and these blocks. */
  readonly beside: readonly { readonly stack: string; readonly files: readonly ModuleFile[] }[];
}

/** Versions and checksums of providers, which any stack's module may use. */
const LOCK = '.terraform.lock.hcl';

/** @param stackFolder the folder with a stack's JSON and the files that users keep beside it */
export function writeMoves(
  root: string,
  { commands, files, beside }: MoveFiles,
  stackFolder: (stack: string) => string,
): void {
  const folder = join(root, MOVES);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { stack } of beside)
    cpSync(stackFolder(stack), join(folder, stack), {
      recursive: true,
      filter: (path) => !path.endsWith('.terraform'),
    });
  const [like] = beside;
  for (const { stack, name, text } of [...files, ...beside.flatMap((each) => each.files)]) {
    mkdirSync(join(folder, stack), { recursive: true });
    writeFileSync(join(folder, stack, name), text);
    if (like !== undefined) copyLock(stackFolder(like.stack), join(folder, stack));
  }
  writeFileSync(join(folder, 'commands'), `# ${MOVE_RULE}\nset -e\n${commands.join('\n')}\n`);
}

/** A module without versions of its own takes those of another module with the same providers. */
export function copyLock(from: string, to: string): void {
  if (existsSync(join(from, LOCK))) cpSync(join(from, LOCK), join(to, LOCK), { force: false });
}

/** The resources that the moves written last bring to a stack, whether or not they have arrived. */
export interface Arrival {
  readonly stack: string;
  /** `aws_ecs_service.web` */
  readonly address: string;
}

export function readArrivals(root: string): Arrival[] {
  const folder = join(root, MOVES);
  const stacks = existsSync(folder) ? readdirSync(folder).sort() : [];
  return stacks.flatMap((stack) => {
    const file = join(folder, stack, IMPORTS);
    if (!existsSync(file)) return [];
    // A cast, since `writeMoves` wrote the file.
    const blocks = JSON.parse(readFileSync(file, 'utf8')) as {
      readonly import: readonly { readonly to: string }[];
    };
    return blocks.import.map(({ to }) => ({ stack, address: to }));
  });
}
