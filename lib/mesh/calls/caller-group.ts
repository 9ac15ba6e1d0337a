/** By which security groups the tasks of a node let its callers in. */
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { leaf } from '../checks/shape';

/**
 * `own`: each caller by its own group, with a rule for each caller and port. `shared`: all callers by one group that their
 * tasks hold too, with a rule for each port. `both`: the step between, so that no running task loses its way.
 */
export const callerGroups = ['own', 'both', 'shared'] as const;
export type CallerGroup = (typeof callerGroups)[number];

export const callerGroupShape = leaf('"own", "both" or "shared"', (value) =>
  callerGroups.some((each) => each === value),
);

export function validateCallerGroup(
  { callerGroup, listeners }: { readonly callerGroup: CallerGroup; readonly listeners: readonly unknown[] },
  where: string,
): Problem[] {
  return callerGroup === 'own' || listeners.length > 0
    ? []
    : [problems.callerGroupUncalled(where, callerGroup)];
}
