/** Every application of the project, for commands that look at one of them. */
import type { ApplicationSource } from '../../mesh/application';
import { formatProblem, throwErrors } from '../../mesh/checks/problem';
import { listApplications } from '../../project';

/** Throws what is wrong with the list; what is only odd about it stands on stderr. */
export function readSources(root: string): readonly ApplicationSource[] {
  const { sources, problems } = listApplications(root);
  throwErrors(problems).forEach((problem) => console.error(`warning: ${formatProblem(problem)}`));
  return sources;
}
