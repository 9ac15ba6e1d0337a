/** The fields of an object of a definition at run time: none may be missing or unknown. Synth does not type-check. */
import { type Elsewhere, helpFor } from './misplaced-fields';
import { listNames, type Problem } from './problem';
import { problems } from './problems';
import { below, isObject, type Shape, wrongType } from './shape';
import { quote } from './value-text';

interface Optional {
  readonly optional: Shape;
}

/** One shape for each field, so that a field cannot be added to the type alone. */
export type FieldShapes<T> = {
  readonly [Key in keyof T]-?: undefined extends T[Key] ? Optional : Shape;
};

export const optional = (shape: Shape): Optional => ({ optional: shape });

/** An object with these fields and no other. */
export function fields<T>(shapes: FieldShapes<T>): Shape {
  return fieldsIn({})<T>(shapes);
}

/** {@link fields}, with a hint for a field that has another name here or belongs to another place. */
export function fieldsIn(answers: Elsewhere): <T>(shapes: FieldShapes<T>) => Shape {
  return (shapes) => fieldsOf(Object.entries(shapes), answers);
}

/** A longer list of fields says less than the docs do. */
const LISTED = 6;

function fieldsOf(shapes: readonly [string, Shape | Optional][], answers: Elsewhere): Shape {
  const all = shapes.map(([field, shape]): Field => ({
    field,
    shape,
    name: quote(field),
    words: wordsOf(field),
  }));
  const known = all.map(({ field }) => field);
  const isKnown = new Set(known);
  const expected = known.length > LISTED ? 'an object' : `an object, which takes ${listNames(known)}`;
  const required = all.filter(({ shape }) => typeof shape === 'function');
  return (value, place) => {
    if (!isObject(value)) return [wrongType(place, expected, value)];
    const missing = required.filter(({ field }) => value[field] === undefined);
    const unknown = Object.keys(value)
      .filter((field) => !isKnown.has(field))
      .map((field) =>
        problems.fieldUnknown(place.own, field, {
          known,
          missing: missing.map((one) => one.field),
          answer: helpFor(field, answers),
        }),
      );
    // A loop, since most fields of most objects are left out.
    const found = [...unknown];
    for (const field of all) {
      const own = value[field.field];
      if (own !== undefined || (missing.includes(field) && !isMeant(field, unknown)))
        found.push(...checkField(own, field, place.own));
    }
    return found;
  };
}

/** What is known of a field without its value. */
interface Field {
  readonly field: string;
  readonly shape: Shape | Optional;
  readonly name: string;
  /** The name as it appears in the path of what the field holds: `health check`. */
  readonly words: string;
}

/** It is there under another name: that problem says how it is called. */
function isMeant({ field, name }: Field, unknown: readonly Problem[]): boolean {
  return unknown.some(({ fix }) => fix.includes(name) || fix.includes(`\`${field}\``));
}

function checkField(value: unknown, { shape, name, words }: Field, owner: string): Problem[] {
  if (value === undefined) return [problems.fieldMissing(owner, name)];
  const check = typeof shape === 'function' ? shape : shape.optional;
  return check(value, { owner, name, own: below(owner, words) });
}

function wordsOf(field: string): string {
  return field.replace(/(?<=[a-z])[A-Z](?=[a-z])/g, (letter) => ` ${letter.toLowerCase()}`);
}
