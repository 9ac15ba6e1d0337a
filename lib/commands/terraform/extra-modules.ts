/** Modules beside the synthesised ones: for a stack without code, and for resources that move between stacks. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyModule } from './empty-module';
import { copyLock, readArrivals, writeMoves } from '../resource-moves/move-files';
import { MOVES } from '../resource-moves/move-modules';
import { hasOwnDeclarations } from './own-files';
import type { Run } from '../run/run';
import type { DeployContext } from '../run/deploy-context';

type Modules = Pick<
  DeployContext,
  'json' | 'writeMoves' | 'arrivals' | 'endMoves' | 'declareNothing' | 'hasOwnDeclarations'
>;

export function modulesIn(root: string, { stackFolder }: Pick<Run, 'stackFolder'>): Modules {
  const file = (stack: string) => join(stackFolder(stack), 'cdk.tf.json');
  const json = (stack: string) => readFileSync(file(stack), 'utf8');
  return {
    json,
    writeMoves: (moves) => writeMoves(root, moves, stackFolder),
    arrivals: () => readArrivals(root),
    endMoves: () => rmSync(join(root, MOVES), { recursive: true, force: true }),
    declareNothing: (stack, like) => {
      mkdirSync(stackFolder(stack), { recursive: true });
      writeFileSync(file(stack), emptyModule(json(like), stack));
      if (stack !== like) copyLock(stackFolder(like), stackFolder(stack));
    },
    hasOwnDeclarations: (stack) => hasOwnDeclarations(stackFolder(stack)),
  };
}
