/** One factory for each problem code of the files from which the project is read. */
import { listNames, type Problem } from '../mesh/checks/problem';
import { error, suggest, suggestLikely, warning } from '../mesh/checks/problems/factory';
import { type Provider, versionRange } from './terraform-providers';

/** @param where the command that needs it: `npm start` */
export function applicationUnknown(where: string, name: string, known: readonly string[]): Problem {
  return {
    code: 'application-unknown',
    severity: 'error',
    where,
    what: 'services/index.ts lists no such application',
    got: name,
    fix: suggestLikely(name, known, `applications are ${listNames(known)}`),
  };
}

/** @param known the files that may have been meant */
export function applicationFileMissing(where: string, file: string, known: readonly string[]): Problem {
  return {
    code: 'application-file-missing',
    severity: 'error',
    where,
    what: `there is no file "${file}"`,
    fix: suggest(file, known, 'make it, or remove the line'),
  };
}

/** @param line the line of the list that names it */
export function applicationUnlisted(file: string, line: string): Problem {
  return warning(
    error(
      'application-unlisted',
      file,
      'services/index.ts does not list it, so no command reads it',
      `add this line there, or remove the file: ${line}`,
    ),
  );
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

export function targetBeforeSame(target: string): Problem {
  return {
    code: 'target-before-same',
    severity: 'error',
    where: 'setting MESH_TARGET_BEFORE',
    what: 'must not be what MESH_TARGET is',
    got: target,
    fix: 'set MESH_TARGET to the target that comes, or unset MESH_TARGET_BEFORE for the second step',
  };
}

export function switchUnknown(before: string, target: string): Problem {
  return {
    code: 'target-before',
    severity: 'error',
    where: 'setting MESH_TARGET_BEFORE',
    what: `on the way to ${target} there is no step in which both targets run`,
    got: before,
    fix: 'unset it; the switch is one plan then, and requests fail while tasks are replaced',
  };
}

export function switchUnordered(why: string): Problem {
  return {
    code: 'switch-unordered',
    severity: 'error',
    where: 'switch from app-mesh',
    what: `new tasks can call only new tasks, and ${why}, so Terraform has no such order`,
    fix: 'do it in one step, in a time when requests may fail: unset MESH_TARGET_BEFORE, or npm run deploy -- --interrupt',
  };
}
