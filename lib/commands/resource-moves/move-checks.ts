/** Refuses to work on stacks as long as resources have to move between them, and writes the modules that move them. */
import { accountName } from '../../mesh/account-names';
import { MeshError, type Problem, throwErrors } from '../../mesh/checks/problem';
import type { MeshApplication } from '../../mesh/application';
import type { StackEntry } from '../../project';
import { arrivingFiles, leavingFiles, MOVE_RULE, moveCommands, MOVES } from './move-modules';
import { findMoves, madeBeside, type Move, type StackContent } from './moves';
import { applicationsOf } from '../stacks/stack-choice';
import type { Orphan } from '../orphaned-stacks/orphans';
import { moveMakes, stackMoved, stackMoving, stackShared } from './problems';
import { addressesOf, type StateResource, type States } from '../terraform-state/state-file';
import type { DeployContext } from '../run/deploy-context';

interface Beside {
  /** States of the stacks of the code that were read. */
  readonly states: States;
  readonly orphans: readonly Orphan[];
}

/** Throws if a chosen stack would create or destroy a resource that only has to move. */
export function refuseMoves(context: DeployContext, chosen: readonly StackEntry[], beside: Beside): void {
  throwErrors(validateArrivals(context, chosen, beside));
  const isChosen = (name: string) => chosen.some((stack) => stack.name === name);
  const found = applicationsOf(chosen)
    .map((application) => ({ application, moves: movesOf(context, application, beside) }))
    .filter(({ moves }) => moves.some(({ from, to }) => isChosen(from) || isChosen(to)));
  if (found.length === 0) return;
  const moves = found.flatMap((each) => each.moves);
  const arriving = stacksIn(
    moves.filter(({ id }) => id !== undefined),
    'to',
  );
  const leaving = stacksIn(moves, 'from');
  const inOrder = context.stacks.map(({ name }) => name).filter((name) => arriving.includes(name));
  const commands = moveCommands(leaving, inOrder);
  context.writeMoves({
    commands,
    files: found.flatMap(({ application, moves }) => {
      const like = context.json(accountName(application, 'registry'));
      return stacksIn(moves, 'from').flatMap((stack) =>
        leavingFiles(
          like,
          stack,
          moves.filter(({ from }) => from === stack),
        ),
      );
    }),
    beside: inOrder.map((stack) => ({
      stack,
      files: arrivingFiles(
        stack,
        moves.filter(({ to }) => to === stack),
      ),
    })),
  });
  const made = inOrder.flatMap((stack) => {
    const addresses = madeBeside(contentOf(context, beside, stack), moves);
    return addresses.length === 0 ? [] : [moveMakes(stack, addresses)];
  });
  context.say(
    [
      '',
      `These commands (${MOVES}/commands) move them; each apply shows its plan and asks.`,
      MOVE_RULE,
      ...made,
      ...commands,
      '',
    ].join('\n'),
  );
  throw new MeshError(leaving.map((stack) => problemOf(stack, moves)));
}

function movesOf(context: DeployContext, application: MeshApplication, beside: Beside): Move[] {
  const own = context.stacks.filter((stack) => stack.application?.name === application.name);
  return findMoves([
    ...own.map(({ name }) => contentOf(context, beside, name)),
    ...beside.orphans
      .filter(({ entry }) => entry.application.name === application.name)
      .map(({ entry, resources }) => ({ name: entry.name, declared: [], held: resources })),
  ]);
}

function contentOf(context: DeployContext, { states }: Beside, name: string): StackContent {
  return { name, declared: context.declared(name), held: states.get(name) ?? [] };
}

function stacksIn(moves: readonly Move[], end: 'from' | 'to'): string[] {
  return [...new Set(moves.map((move) => move[end]))];
}

function problemOf(stack: string, moves: readonly Move[]) {
  const own = moves.filter(({ from }) => from === stack);
  return stackMoved(
    stack,
    stacksIn(own, 'to'),
    own.map(({ address }) => address),
  );
}

/**
 * Resources that have left one state and are not yet in another. No state knows them, so only the written moves show
 * them.
 */
function validateArrivals(
  context: DeployContext,
  chosen: readonly StackEntry[],
  { states, orphans }: Beside,
): Problem[] {
  const all = [...states.values(), ...orphans.map(({ resources }) => resources)];
  const held = new Set(all.flatMap(addressesOf));
  const arrivals = context.arrivals();
  const awaited = arrivals.filter(({ address }) => !held.has(address));
  // Otherwise a stack that is destroyed later would wait for them again.
  if (arrivals.length > 0 && awaited.length === 0) context.endMoves();
  return chosen.flatMap(({ name }) => {
    const own = awaited.filter(({ stack }) => stack === name && states.has(name));
    if (own.length === 0) return [];
    const declared = new Set(context.declared(name).map((each) => `${each.type}.${each.name}`));
    const missing = own.map(({ address }) => address).filter((address) => declared.has(address));
    return missing.length === 0 ? [] : [stackMoving(name, missing)];
  });
}

/** Two states hold the same resource. An earlier run may have left it so. */
export function validateShared(orphans: readonly Orphan[], states: States): Problem[] {
  return orphans.flatMap(({ entry, resources }) =>
    [...states].flatMap(([stack, held]) => {
      const shared = resources.filter((resource) => held.some((other) => isOne(resource, other)));
      return stack === entry.name || shared.length === 0
        ? []
        : [stackShared(entry.name, stack, addressesOf(shared))];
    }),
  );
}

function isOne(a: StateResource, b: StateResource): boolean {
  const id = a.instances[0]?.['id'];
  return a.address === b.address && id !== undefined && id === b.instances[0]?.['id'];
}
