/** The inits of one command: at most one for each stack, only if needed, and in turn with the inits of other commands. */
import { join } from 'node:path';
import { MeshError } from '../../mesh/checks/problem';
import { type Project, providerOf } from '../../project';
import { mustInit } from './init-stamp';
import { inInitTurn } from './init-lock';
import { terraformFailed } from './problems';
import type { Run } from '../run/run';
import { type InitOptions, initWhereItMust, type StackInit } from './stack-init';
import { terraformIn, type TerraformWatch } from './terraform';
import type { TerraformProgram } from './find-terraform';

export interface Inits {
  /** `terraform init`: once for each stack, and only if it must run. Throws if it fails. */
  init(stack: string, options?: InitOptions): Promise<void>;
  /**
   * Call it if terraform failed after `init`. If init was skipped, it runs now. False if it had run: then a second try
   * gives the same result.
   */
  initAgain(stack: string): Promise<boolean>;
}

/** The result of an init. */
export type Initialised = 'ran' | 'spared';

/** @param start throws if it fails; `always` runs it even if nothing seems to have changed */
export function initsOf(
  start: (stack: string, always: boolean) => Promise<Initialised>,
  say: (line: string) => void,
): Inits {
  const done = new Map<string, Promise<Initialised>>();
  const remember = (stack: string, init: Promise<Initialised>) => {
    done.set(stack, init);
    return init;
  };
  return {
    init: async (stack, { always = false } = {}) => {
      const known = await done.get(stack);
      if (known === undefined || (always && known === 'spared')) await remember(stack, start(stack, always));
    },
    initAgain: async (stack) => {
      if ((await done.get(stack)) !== 'spared') return false;
      say(
        'terraform init was left out, because nothing that it reads had changed: it runs now, and then the same command again',
      );
      await remember(stack, start(stack, true));
      return true;
    },
  };
}

export interface InitInput {
  readonly root: string;
  readonly run: Run;
  readonly program: TerraformProgram;
  readonly project: Pick<Project, 'stacks' | 'providerLocks'>;
  readonly watch: TerraformWatch;
}

export async function initStack(input: InitInput, stack: string, always: boolean): Promise<Initialised> {
  const { run, watch, program } = input;
  const place = placeOf(input, stack);
  // A stack that needs no init does not wait for others.
  if (!always && !mustInit(place)) return 'spared';
  const cache = program.env['TF_PLUGIN_CACHE_DIR'];
  const work = (descriptor?: number) => {
    const holds = descriptor === undefined ? [] : [descriptor];
    const terraform = terraformIn(run, program, { ...watch, holds });
    // The JSON decides the backend, whatever an earlier command used. No state is moved from one backend to another.
    const init = (...words: string[]) => terraform(stack, 'init', '-input=false', '-reconfigure', ...words);
    return initWhereItMust({ ...place, run: init }, { always });
  };
  // If only terraform's own configuration names the cache, its path is not known. All such caches share one turn.
  const exitCode = await inInitTurn({ cache: cache ?? '', say: watch.say }, work);
  if (exitCode === undefined) return 'spared';
  if (exitCode !== 0) throw new MeshError([terraformFailed(stack, 'init', exitCode)]);
  return 'ran';
}

function placeOf({ root, run, program, project }: InitInput, stack: string): Omit<StackInit, 'run'> {
  const { stacks, providerLocks } = project;
  const entry = stacks.find(({ name }) => name === stack);
  return {
    folder: run.stackFolder(stack),
    dataFolder: run.dataFolder(stack),
    env: program.env,
    isPinned: entry !== undefined && providerLocks[providerOf(entry)] !== undefined,
    kept: join(root, 'cdktf.out', 'stacks'),
  };
}
