/** One factory for each problem code of resources that move between stacks. */
import { listNames, type Problem } from '../../mesh/checks/problem';
import { countResources } from '../terraform-state/count-resources';

/** @param stacks that declare them now */
export function stackMoved(stack: string, stacks: readonly string[], resources: readonly string[]): Problem {
  return {
    code: 'stack-moved',
    severity: 'error',
    where: `stack "${stack}"`,
    what: `holds what ${listNames(stacks)} ${stacks.length === 1 ? 'declares' : 'declare'} now: ${countResources(resources)}; terraform would create them a second time, or destroy them`,
    fix: 'move them from state to state with the commands in cdktf.out/moves/commands, then run this again; tasks keep running meanwhile',
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
    what: `waits for resources that left another stack and are in no state now: ${countResources(resources)}; terraform would create them a second time`,
    fix: 'run the commands in cdktf.out/moves/commands to their end; if the resources were destroyed since, delete that folder',
  };
}

/** @param resources that both states hold */
export function stackShared(stack: string, other: string, resources: readonly string[]): Problem {
  return {
    code: 'stack-shared',
    severity: 'error',
    where: `stack "${stack}"`,
    what: `holds what stack "${other}" holds too: ${countResources(resources)}; destroying either stack would destroy them`,
    fix: 'run npm run diff: it writes the commands that remove them from this state',
  };
}
