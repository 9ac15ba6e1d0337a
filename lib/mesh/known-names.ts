/** Names that others refer to: asked as a set, said as a list, the same one each time. */

export interface KnownNames {
  has(name: string): boolean;
  /** Sorted, each once. */
  readonly all: readonly string[];
}

export function knownNames(names: Iterable<string>): KnownNames {
  const own = new Set(names);
  return { has: (name) => own.has(name), all: [...own].sort() };
}
