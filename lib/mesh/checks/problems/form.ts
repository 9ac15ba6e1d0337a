/** Mistakes that the compiler refuses, found at run time in code that was not compiled. */
import { listFirst, nearestNames } from '../problem';
import { quote } from '../value-text';
import { type At, type Names, error, suggest, wrong } from './factory';

export interface KnownFields {
  readonly known: Names;
  /** Required fields that are missing. */
  readonly missing: Names;
  /** A hint, if users often try such a field here. */
  readonly answer: string | undefined;
}

export const formProblems = {
  fieldUnknown: (at: At, name: string, { known, missing, answer }: KnownFields) =>
    error(
      'field-unknown',
      at,
      `${quote(name)} is not a field here, fields: ${listFirst(known, [...missing, ...nearestNames(name, known)])}`,
      answer ?? suggest(name, known, 'remove it or fix the name'),
    ),
  fieldMissing: (at: At, name: string) => error('field-missing', at, `${name} is missing`, 'add it'),
  fieldType: (at: At, name: string, expected: string, got: unknown) =>
    wrong('field-type', at, `${name} must be ${expected}`, got, 'fix the value'),
  definitionForm: (at: At, got: unknown) =>
    wrong(
      'definition-form',
      at,
      'it must be declared by a function of the stage',
      got,
      'write application("…", () => ({ … }))',
    ),
  serviceBothWays: (at: At) =>
    error(
      'service-to-and-routes',
      at,
      'it has `to` and `routes`, which say the same thing twice',
      'keep one of them',
    ),
} as const;
