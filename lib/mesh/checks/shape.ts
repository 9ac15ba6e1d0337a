/** The form of a value at run time, since synth does not type-check. Objects whose fields we name are in `fields.ts`. */
import type { Problem } from './problem';
import { problems } from './problems';
import { isPlain, quote } from './value-text';

/** The place of a value, in the user's words. */
export interface Place {
  /** Path of what holds the value. */
  readonly owner: string;
  /** The value itself: `"count"`. */
  readonly name: string;
  /** Path of the things inside the value. */
  readonly own: string;
}

/** The problems of a value of any type. */
export type Shape = (value: unknown, place: Place) => Problem[];

export const text = leaf('text', (value) => typeof value === 'string');
export const number = leaf('a number', (value) => typeof value === 'number');
export const flag = leaf('true or false', (value) => typeof value === 'boolean');
export const duration = leaf(
  'a duration, such as seconds(5)',
  (value) => hasOnly(value, ['milliseconds']) && typeof value['milliseconds'] === 'number',
);

/** An object whose keys are names that the user chooses: `node` makes the places `node "web"`. */
export function named(noun: string, shape: Shape): Shape {
  return (value, place) => {
    if (!isObject(value)) return [wrongType(place, 'an object', value)];
    return Object.entries(value).flatMap(([key, item]) => {
      const name = `${noun} ${quote(key)}`;
      return shape(item, { owner: place.owner, name, own: below(place.owner, name) });
    });
  };
}

/** @param nameOf names one item: `listener 3000` */
export function list(shape: Shape, nameOf: (item: unknown, index: number) => string): Shape {
  return (value, place) => {
    if (!Array.isArray(value)) return [wrongType(place, 'a list', value)];
    // Spread, since `flatMap` skips holes in a list.
    return [...value].flatMap((item: unknown, index) => {
      const name = nameOf(item, index);
      return shape(item, { owner: place.owner, name, own: below(place.owner, name) });
    });
  };
}

export const texts = list(text, (_, index) => `item ${index + 1} of the list`);

/** One value, or a list of them. The problem has the same text for both. */
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

/** For objects that our functions make: no problem mentions a field of another name. */
export function hasOnly(
  value: unknown,
  fields: readonly string[],
): value is Readonly<Record<string, unknown>> {
  return isObject(value) && Object.keys(value).every((field) => fields.includes(field));
}

export const wrongType = ({ owner, name }: Place, expected: string, value: unknown) =>
  problems.fieldType(owner, name, expected, value);

/** Paths of things inside the application do not begin with the application's own name: `node "web"`. */
export function below(owner: string, part: string): string {
  return owner.startsWith('application "') && !owner.includes(' > ') ? part : `${owner} > ${part}`;
}
