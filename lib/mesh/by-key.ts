/** The order in which everything named is written, so that the order of declaration changes no byte. */

type Entry = readonly [key: string, value: unknown];

/** Compares entries of an object or a map, by UTF-16 code units as `sort()` does. No key stands twice. */
export const byKey = ([a]: Entry, [b]: Entry): number => (a < b ? -1 : 1);
