/** One factory for each problem code of switching a live system to another target. */
import { listNames, type Problem } from '../../mesh/checks/problem';

/** @param missing stacks of the application that are not deployed in this run */
export function switchIncomplete(application: string, before: string, missing: readonly string[]): Problem {
  return {
    code: 'switch-incomplete',
    severity: 'error',
    where: `application "${application}"`,
    what: `runs on target ${before}, and a switch takes all of its stacks, ${listNames(missing)} too`,
    fix: `name them all, or set MESH_TARGET=${before}`,
  };
}

/** @param running the running targets, without the new one */
export function switchInterrupts(application: string, running: readonly string[], target: string): Problem {
  const runs = `${running.length === 1 ? 'target' : 'targets'} ${running.join(' and ')}`;
  return {
    code: 'switch-interrupts',
    severity: 'error',
    where: `application "${application}"`,
    what: `runs on ${runs}, and on the way to ${target} there is no step in which ${running.length === 1 ? 'both targets run' : 'all of them run'}`,
    fix: 'where requests may fail while tasks are replaced, --interrupt deploys it as it is',
  };
}

/** @param running targets that the first step would remove */
export function targetBeforeWrong(application: string, running: readonly string[], before: string): Problem {
  return {
    code: 'target-before-wrong',
    severity: 'error',
    where: `application "${application}"`,
    what: `runs on ${running.join(' and ')}, and a first step with MESH_TARGET_BEFORE=${before} would take away what its tasks use`,
    fix: 'unset MESH_TARGET_BEFORE, since deploy finds out itself; where requests may fail while tasks are replaced, --interrupt deploys it as it is',
  };
}

/** After the first step: ECS has rolled its tasks back, or they were changed by hand. */
export function switchNotSteady(stack: string, before: string): Problem {
  return {
    code: 'switch-not-steady',
    severity: 'error',
    where: `stack "${stack}"`,
    what: `is not what the first step deployed, so nothing of target ${before} is removed`,
    fix: 'see above what a plan would change: ECS rolls back a deployment whose tasks do not start, and their logs say why; then run the same command again',
  };
}
