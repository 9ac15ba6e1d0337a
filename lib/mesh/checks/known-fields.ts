/**
 * Lets the compiler point at a misspelt field. Otherwise it does not check what a function returns for excess properties.
 */

/** What the compiler shows at a field that does not exist. */
export type UnknownField<Name extends string> = `"${Name}" is not a field here`;

/**
 * Only names in `Field` that `Fields` has are allowed. `Field` is inferred as every field name of the whole definition.
 * Here each name is compared with the names that this one place knows.
 */
export type Only<Fields, Field extends string> = {
  readonly [Name in Field]?: Name extends NameIn<Fields> ? unknown : UnknownField<Name>;
};

/** The names of every member of a union. */
type NameIn<Fields> = Fields extends unknown ? keyof Fields : never;
