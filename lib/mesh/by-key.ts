/** The order in which all named things are written. So the order of declaration changes no byte. */

type Entry = readonly [key: string, value: unknown];

/** Compares two texts by UTF-16 code units, as `sort()` does. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Compares entries of an object or a map. */
export const byKey = ([a]: Entry, [b]: Entry): number => compare(a, b);

type Named = { readonly name: string };

/** Compares things that have a name. */
export const byName = ({ name: a }: Named, { name: b }: Named): number => compare(a, b);

/** Compares things by a text that is made from each. */
export const byText =
  <T>(textOf: (item: T) => string) =>
  (a: T, b: T): number =>
    compare(textOf(a), textOf(b));
