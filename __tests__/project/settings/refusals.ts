/** What reading refuses: `<place> [code]` of each problem, sorted. */
import { readSettings } from '../../../lib/project/settings';
import { MeshError } from '../../../lib/mesh/checks/problem';

export function refusals(
  environment: Record<string, string>,
  context: Record<string, unknown> = {},
): string[] {
  return problemsOf(() => readSettings({ environment, context }));
}

export function problemsOf(work: () => unknown): string[] {
  try {
    work();
  } catch (error) {
    if (error instanceof MeshError)
      return error.problems.map(({ where, code }) => `${where} [${code}]`).sort();
    throw error;
  }
  return [];
}
