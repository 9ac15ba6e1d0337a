/** One factory per problem code of what all settings share: their names, and the file `cdktf.json`. */
import { listNames, nearestName, type Problem } from '../../mesh/checks/problem';

export function unknownVariable(name: string, known: readonly string[]): Problem {
  const near = nearestName(name, known);
  return {
    code: 'setting-unknown',
    severity: 'error',
    where: `setting ${name}`,
    what: 'is not a setting of this project',
    fix: near === undefined ? `unset it, settings are ${listNames(known)}` : `did you mean ${near}?`,
  };
}

export function unknownContextKey(where: string, key: string, known: readonly string[]): Problem {
  const near = nearestName(key, known);
  return {
    code: 'setting-key-unknown',
    severity: 'error',
    where,
    what: 'is not a setting of this project',
    fix: near === undefined ? `remove it, settings are ${listNames(known)}` : `did you mean ${near}?`,
  };
}

export function contextNotText(where: string, got: unknown, expected = 'text'): Problem {
  return {
    code: 'setting-type',
    severity: 'error',
    where,
    what: `must be ${expected}`,
    got,
    fix: 'write it between double quotes',
  };
}

export function contextFileMissing(): Problem {
  return {
    code: 'context-file-missing',
    severity: 'error',
    where: 'cdktf.json',
    what: 'is not there',
    fix: 'run the command in the root of the project',
  };
}

export function contextFileMalformed(reason: string): Problem {
  return {
    code: 'context-file-malformed',
    severity: 'error',
    where: 'cdktf.json',
    what: `is not JSON (${reason})`,
    fix: 'correct it there',
  };
}

export function contextNotObject(where: string, got: unknown): Problem {
  return {
    code: 'context-not-object',
    severity: 'error',
    where,
    what: 'must be an object',
    got,
    fix: 'write { "stage": "dev" } or leave it out',
  };
}
