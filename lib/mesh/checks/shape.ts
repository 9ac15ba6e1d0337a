/** The form of a definition at run time: synth does not type-check, and an unknown field must not pass in silence. */
import { type Elsewhere, helpFor } from './misplaced-fields';
import type { Problem } from './problem';
import { problems } from './problems';
import { isPlain, quote } from './value-text';

/** Where a value stands, in the user's words. */
export interface Place {
  /** Path of what holds the value. */
  readonly owner: string;
  /** The value itself: `"count"`. */
  readonly name: string;
  /** Path of what the value holds. */
  readonly own: string;
}

/** What is wrong with a value, whatever it is. */
export type Shape = (value: unknown, place: Place) => Problem[];

interface Optional {
  readonly optional: Shape;
}

/** One shape per field, so that a field cannot be added to the type alone. */
export type FieldShapes<T> = {
  readonly [Key in keyof T]-?: undefined extends T[Key] ? Optional : Shape;
};

export const optional = (shape: Shape): Optional => ({ optional: shape });

export const text = leaf('text', (value) => typeof value === 'string');
export const number = leaf('a number', (value) => typeof value === 'number');
export const flag = leaf('true or false', (value) => typeof value === 'boolean');
export const duration = leaf(
  'a duration, such as seconds(5)',
  (value) => hasOnly(value, ['milliseconds']) && typeof value['milliseconds'] === 'number',
);

/** An object with these fields and no other. */
export function fields<T>(shapes: FieldShapes<T>): Shape {
  return fieldsIn({})<T>(shapes);
}

/** {@link fields}, with what helps who looks there for a field that is called otherwise, or stands elsewhere. */
export function fieldsIn(answers: Elsewhere): <T>(shapes: FieldShapes<T>) => Shape {
  return (shapes) => fieldsOf(Object.entries(shapes), answers);
}

function fieldsOf(shapes: readonly [string, Shape | Optional][], answers: Elsewhere): Shape {
  const all = shapes.map(([field, shape]): Field => ({
    field,
    shape,
    name: quote(field),
    words: wordsOf(field),
  }));
  const known = all.map(({ field }) => field);
  const isKnown = new Set(known);
  return (value, place) => {
    if (!isObject(value)) return [wrongType(place, 'an object', value)];
    const unknown = Object.keys(value).filter((field) => !isKnown.has(field));
    return [
      ...unknown.map((field) =>
        problems.fieldUnknown(place.own, field, {
          known,
          missing: all.filter((one) => isMissing(one, value)).map((one) => one.field),
          answer: helpFor(field, answers),
        }),
      ),
      ...all.flatMap((field) => checkField(value[field.field], field, place.own)),
    ];
  };
}

/** An object with names of the user's own: `node` makes the places `node "web"`. */
export function named(noun: string, shape: Shape): Shape {
  return (value, place) => {
    if (!isObject(value)) return [wrongType(place, 'an object', value)];
    return Object.entries(value).flatMap(([key, item]) => {
      const name = `${noun} ${quote(key)}`;
      return shape(item, { owner: place.owner, name, own: below(place.owner, name) });
    });
  };
}

/** @param nameOf what one item is called: `listener 3000` */
export function list(shape: Shape, nameOf: (item: unknown, index: number) => string): Shape {
  return (value, place) => {
    if (!Array.isArray(value)) return [wrongType(place, 'a list', value)];
    // Spread, since a hole in a list is nothing that `flatMap` would come by.
    return [...value].flatMap((item: unknown, index) => {
      const name = nameOf(item, index);
      return shape(item, { owner: place.owner, name, own: below(place.owner, name) });
    });
  };
}

export const texts = list(text, (_, index) => `item ${index + 1} of the list`);

/** One, or a list of them; a problem says the same of either. */
export function listOr(shape: Shape): Shape {
  return (value, place) => [value].flat().flatMap((item) => shape(item, place));
}

export function orFalse(shape: Shape): Shape {
  return (value, place) => (value === false ? [] : shape(value, place));
}

/** @param expected in the user's words: `text` */
export function leaf(expected: string, fits: (value: unknown) => boolean): Shape {
  return (value, place) => (fits(value) ? [] : [wrongType(place, expected, value)]);
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && isPlain(value);
}

/** For what a function of ours makes: no field of another name. */
export function hasOnly(
  value: unknown,
  fields: readonly string[],
): value is Readonly<Record<string, unknown>> {
  return isObject(value) && Object.keys(value).every((field) => fields.includes(field));
}

/** What is known of a field before there is a value. */
interface Field {
  readonly field: string;
  readonly shape: Shape | Optional;
  readonly name: string;
  /** As the path of what it holds says it: `health check`. */
  readonly words: string;
}

function isMissing({ field, shape }: Field, value: Readonly<Record<string, unknown>>): boolean {
  return typeof shape === 'function' && value[field] === undefined;
}

function checkField(value: unknown, { shape, name, words }: Field, owner: string): Problem[] {
  const isRequired = typeof shape === 'function';
  if (value === undefined) return isRequired ? [problems.fieldMissing(owner, name)] : [];
  return (isRequired ? shape : shape.optional)(value, { owner, name, own: below(owner, words) });
}

const wrongType = ({ owner, name }: Place, expected: string, value: unknown) =>
  problems.fieldType(owner, name, expected, value);

function wordsOf(field: string): string {
  return field.replace(/(?<=[a-z])[A-Z](?=[a-z])/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** The application's own name does not begin the paths of what is in it: `node "web"`. */
function below(owner: string, part: string): string {
  return owner.startsWith('application "') && !owner.includes(' > ') ? part : `${owner} > ${part}`;
}
