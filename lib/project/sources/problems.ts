/** One factory for each problem code of the sources. */
import { listNames, type Problem } from '../../mesh/checks/problem';
import { suggest } from '../../mesh/checks/problems/factory';
import type { MissingPackage } from './lock-slice';

export function sourceMissing(source: string, known: readonly string[]): Problem {
  const name = source.replace(/^services\//, '');
  return {
    code: 'source-missing',
    severity: 'error',
    where: `source "${source}"`,
    what: 'is not a folder of this project',
    fix: `${suggest(source, known, `add it: sources are ${listNames(known)}.`)} An image from elsewhere is named by MESH_IMAGES=${name}=<reference>`,
  };
}

export function dockerfileMissing(source: string): Problem {
  return {
    code: 'source-dockerfile-missing',
    severity: 'error',
    where: `source "${source}"`,
    what: 'has no Dockerfile',
    fix: `add ${source}/Dockerfile`,
  };
}

export function lockIncomplete(source: string, { from, name, range }: MissingPackage): Problem {
  return {
    code: 'source-lock-incomplete',
    severity: 'error',
    where: `source "${source}" > ${from}`,
    what: 'needs a package that package-lock.json does not have for it',
    got: `${name}@${range}`,
    fix: 'run npm install and commit package-lock.json',
  };
}

export function notInLock(source: string): Problem {
  return {
    code: 'source-not-in-lock',
    severity: 'error',
    where: `source "${source}"`,
    what: 'has a package.json that package-lock.json does not know',
    fix: 'add its folder to "workspaces" in the root package.json, run npm install and commit package-lock.json',
  };
}

export function needsWorkspace(source: string, name: string): Problem {
  return {
    code: 'source-needs-workspace',
    severity: 'error',
    where: `source "${source}" > package.json`,
    what: 'needs a package of this project, and its image holds the folder of the source alone',
    got: name,
    fix: `add "${source}" to "workspaces" in the root package.json, run npm install and commit package-lock.json`,
  };
}

export function ownLockStale(source: string, got: string): Problem {
  return {
    code: 'source-own-lock-incomplete',
    severity: 'error',
    where: `source "${source}" > package.json`,
    what: 'needs a package that its package-lock.json does not have for it',
    got,
    fix: `run npm install in ${source} and commit its package-lock.json`,
  };
}

export function lockMissing(): Problem {
  return {
    code: 'source-lock-missing',
    severity: 'error',
    where: 'package-lock.json',
    what: 'is not there, though the images install from it',
    fix: 'run npm install and commit it',
  };
}

export function lockVersion(got: unknown): Problem {
  return {
    code: 'source-lock-version',
    severity: 'error',
    where: 'package-lock.json > lockfileVersion',
    what: 'must be 3',
    got,
    fix: 'run npm install --lockfile-version 3 and commit it',
  };
}

export function jsonMalformed(file: string, reason: string): Problem {
  return {
    code: 'source-json-malformed',
    severity: 'error',
    where: file,
    what: `is not a JSON object (${reason})`,
    fix: 'correct it there',
  };
}

export function linkEscapes(path: string, target: string): Problem {
  return {
    code: 'source-link-escapes',
    severity: 'error',
    where: `source file "${path}"`,
    what: 'is a symbolic link out of its folder, which an image cannot follow',
    got: target,
    fix: 'copy the file here, or add the link to .dockerignore',
  };
}

export function fileSpecial(path: string): Problem {
  return {
    code: 'source-file-special',
    severity: 'error',
    where: `source file "${path}"`,
    what: 'is neither a file nor a folder',
    fix: 'remove it, or add it to .dockerignore',
  };
}

export function patternBroken(folder: string, pattern: string): Problem {
  return {
    code: 'source-pattern-broken',
    severity: 'error',
    where: `${folder}/.dockerignore`,
    what: 'has a pattern that Docker refuses',
    got: pattern,
    fix: 'write the range of a class upwards, as in [a-z]',
  };
}
