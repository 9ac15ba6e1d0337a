/** One factory per problem code of the files that the project is read from. */
import { nearestName, type Problem } from '../mesh/problem';

/** @param known what may have been meant */
export function applicationFileMissing(where: string, file: string, known: readonly string[]): Problem {
  const near = nearestName(file, known);
  return {
    code: 'application-file-missing',
    severity: 'error',
    where,
    what: `there is no file "${file}"`,
    fix: near === undefined ? 'make it, or remove the line' : `did you mean "${near}"?`,
  };
}

/** @param line what lists it */
export function applicationUnlisted(file: string, line: string): Problem {
  return {
    code: 'application-unlisted',
    severity: 'warning',
    where: file,
    what: 'services/index.ts does not list it, so nothing reads it',
    fix: `add this line there, or remove the file: ${line}`,
  };
}
