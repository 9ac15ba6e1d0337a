/**
 * AWS has ended the service below the target, so its stacks cannot be deployed. Without this check the stacks that they
 * read would be deployed first, and cost money for nothing.
 */
import type { Settings } from '../../project/settings';
import type { Problem } from '../../mesh/checks/problem';
import type { StackEntry } from '../../project';
import { builtTarget } from '../../targets';
import { appMeshEnded } from './problems';
import { isOfTarget } from '../stacks/stack-choice';

/** One problem for all of the stacks. `state`, `network`, `registry` and `images` are the same on every target. */
export function validateEndedTarget(
  { target, accept }: Pick<Settings, 'target' | 'accept'>,
  chosen: readonly StackEntry[],
): Problem[] {
  const meshed = chosen.filter(isOfTarget).map(({ name }) => name);
  if (!builtTarget(target)?.isEnded || meshed.length === 0) return [];
  const problem = appMeshEnded(meshed);
  return accept.includes(problem.code) ? [] : [problem];
}
