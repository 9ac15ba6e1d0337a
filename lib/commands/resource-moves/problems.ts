/** One factory per problem code of resources that move between stacks. */
import { listNames, type Problem } from '../../mesh/checks/problem';
import { countResources } from '../terraform-state/count-resources';

/** @param stacks that declare them now */
export function stackMoved(stack: string, stacks: readonly string[], resources: readonly string[]): Problem {
  return {
    code: 'stack-moved',
    severity: 'error',
    where: `stack "${stack}"`,
    what: `holds what ${listNames(stacks)} ${stacks.length === 1 ? 'declares' : 'declare'} now: ${countResources(resources)}; terraform would make it a second time, or destroy it`,
    fix: 'move it from state to state with the commands of cdktf.out/moves/commands, then run this again; it runs on meanwhile',
  };
}

/** A warning, printed before anything moves. @param resources that no state holds under their address */
export function moveMakes(stack: string, resources: readonly string[]): string {
  return `Stack "${stack}" would make ${countResources(resources)} beside what moves: if that is new in the code, take it out of it until all has moved.`;
}

/** @param resources that no state holds */
export function stackMoving(stack: string, resources: readonly string[]): Problem {
  return {
    code: 'stack-moving',
    severity: 'error',
    where: `stack "${stack}"`,
    what: `waits for what has left another stack and is in no state now: ${countResources(resources)}; terraform would make it a second time`,
    fix: 'run the commands of cdktf.out/moves/commands to their end; where it was destroyed since, delete that folder',
  };
}

/** @param resources that both states hold */
export function stackShared(stack: string, other: string, resources: readonly string[]): Problem {
  return {
    code: 'stack-shared',
    severity: 'error',
    where: `stack "${stack}"`,
    what: `holds what stack "${other}" holds too: ${countResources(resources)}; to destroy one is to destroy both`,
    fix: 'run npm run diff, which writes the commands that take it out of this state',
  };
}
