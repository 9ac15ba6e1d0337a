/** The fields of a type of the model, for tables that must have a line for each of them. */

/** The keys of every member of a union, without fields that are only forbidden (`routes?: never`). */
export type KeysOf<T> = T extends unknown
  ? { [Key in keyof T]-?: [Exclude<T[Key], undefined>] extends [never] ? never : Key }[keyof T]
  : never;
