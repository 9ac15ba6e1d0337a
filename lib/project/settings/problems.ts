/** One factory for each problem code that all settings share: their names, and the file `cdktf.json`. */
import { listNames, type Problem } from '../../mesh/checks/problem';
import { suggestWord } from '../../mesh/checks/problems/factory';

export function unknownVariable(name: string, known: readonly string[]): Problem {
  return {
    code: 'setting-unknown',
    severity: 'error',
    where: `setting ${name}`,
    what: 'is not a setting of this project',
    fix: suggestWord(name, known, `unset it, settings are ${listNames(known)}`),
  };
}

export function unknownContextKey(where: string, key: string, known: readonly string[]): Problem {
  return {
    code: 'setting-key-unknown',
    severity: 'error',
    where,
    what: 'is not a setting of this project',
    fix: suggestWord(key, known, `remove it, settings are ${listNames(known)}`),
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
