/** One factory per problem code of the files that the project is read from. */
import { nearestName, type Problem } from '../mesh/problem';
import { type Provider, versionRange } from '../render/providers';

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

export function providerLockMalformed(file: string, source: string): Problem {
  return {
    code: 'provider-lock',
    severity: 'error',
    where: file,
    what: `must be a lock file of terraform that names ${source} and no other provider`,
    fix: 'delete it, and run npm run providers:lock',
  };
}

export function providerLockRange(file: string, got: string, provider: Provider): Problem {
  return {
    code: 'provider-lock-range',
    severity: 'error',
    where: file,
    what: `must pin a version of ${provider.source} that is ${versionRange(provider)}`,
    got,
    fix: 'run npm run providers:lock -- --upgrade',
  };
}
