/** Which tasks' logs are shown, as the user chooses them. */
import { chooseTasks, type LogChoice } from '../../local/report/log-choice';
import { MeshError } from '../../mesh/checks/problem';
import { taskUnknown } from '../start/problems';

export { describeLogs } from '../../local/report/log-choice';

/**
 * `of` are names of tasks or nodes, or `all`, or `none`; an empty list means the default. `where` is the place of the
 * option or line.
 */
export function chooseLogs(of: readonly string[], tasks: readonly string[], where: string): LogChoice {
  const [first, ...more] = of;
  if (first === undefined) return { kind: 'usual' };
  if (more.length === 0 && (first === 'all' || first === 'none')) return { kind: first };
  const { choice, strange } = chooseTasks(of, tasks);
  if (strange.length > 0) throw new MeshError(strange.map((name) => taskUnknown(where, name, tasks)));
  return choice;
}
