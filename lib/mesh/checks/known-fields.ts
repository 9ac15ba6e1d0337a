/** Lets the compiler point at a misspelt field: what a function returns is not checked for excess properties otherwise. */

/** What the compiler shows at a field that does not exist. */
export type UnknownField<Name extends string> = `"${Name}" is not a field here`;

/**
 * Only those names in `Field` that `Fields` has may be there. `Field` is inferred as every field name of the whole
 * definition; here each of them is compared with the names that this one place knows.
 */
export type Only<Fields, Field extends string> = {
  readonly [Name in Field]?: Name extends NameIn<Fields> ? unknown : UnknownField<Name>;
};

/** The names of every member of a union. */
type NameIn<Fields> = Fields extends unknown ? keyof Fields : never;
