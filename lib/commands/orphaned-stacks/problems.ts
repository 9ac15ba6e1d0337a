/** One factory for each problem code of stacks that are deployed and that no application declares. */
import type { Problem } from '../../mesh/checks/problem';
import { countResources } from '../terraform-state/count-resources';

/** One line of output, if nothing has to be refused. */
export function describeOrphan(stack: string, resources: readonly string[]): string {
  return `stack "${stack}" holds ${countResources(resources)}, and no application declares it: npm run destroy ${stack}`;
}

/** @param because a clause: why its owner is not known */
export function describeLeft(key: string, because: string): string {
  return `state "${key}" is of no stack of this project, and ${because}: it may belong to others, and is left alone`;
}

/** @param because a clause: why its owner is not known */
export function stackUnproved(stack: string, because: string): Problem {
  return {
    code: 'stack-unproved',
    severity: 'error',
    where: `stack "${stack}"`,
    what: `is not a stack of this project, and ${because}: it may belong to others, so nothing of it is destroyed`,
    fix: `where it is yours, declare it again, then run npm run destroy ${stack}; else ask who keeps it`,
  };
}

/** @param resources of the other stack that this would delete */
export function stackOrphaned(stack: string, other: string, resources: readonly string[]): Problem {
  return {
    code: 'stack-orphaned',
    severity: 'error',
    where: `stack "${stack}"`,
    what: `is declared by no application any more, and still uses what this would delete from stack "${other}": ${countResources(resources)}`,
    fix: `run npm run destroy ${stack} first, or declare it again`,
  };
}
