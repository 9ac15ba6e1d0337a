/** Gets the declaration of every listed application for a stage. */
import { type ApplicationSource, type MeshApplication, wholeOf } from '../mesh/application';
import { MeshError, type Problem } from '../mesh/checks/problem';
import { problems } from '../mesh/checks/problems';

/** If the project has several applications, every path begins with the application's name, except a path of a file. */
export function placeIn(
  { name }: { readonly name: string },
  count: number,
  found: readonly Problem[],
): Problem[] {
  const prefix = wholeOf(name);
  return found.map((problem) =>
    count === 1 || problem.where.startsWith(prefix) || problem.code === 'application-broken'
      ? problem
      : { ...problem, where: `${prefix} > ${problem.where}` },
  );
}

/** The applications whose declaration has the right form, and the problems of the others. */
export function declare(
  sources: readonly ApplicationSource[],
  stage: string,
): { readonly declared: readonly MeshApplication[]; readonly problems: readonly Problem[] } {
  const declared: MeshApplication[] = [];
  const found: (readonly Problem[])[] = [];
  for (const source of sources) {
    try {
      declared.push(source.at({ stage }));
    } catch (error) {
      if (!(error instanceof MeshError)) throw error;
      found.push(placeIn(source, sources.length, error.problems));
    }
  }
  return { declared, problems: found.flat() };
}

export function validateApplicationNames(sources: readonly ApplicationSource[]): Problem[] {
  const names = sources.map(({ name }) => name);
  const twice = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return [...twice].map((name) => problems.applicationTwice(name));
}
