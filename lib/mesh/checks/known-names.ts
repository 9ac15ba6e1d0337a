/** Names that others refer to: asked as a set, said as a list, the same one each time. */

export interface KnownNames {
  has(name: string): boolean;
  /** What to do in place of naming what is no such name but something else. */
  insteadOf(name: string): string | undefined;
  /** Sorted, each once. */
  readonly all: readonly string[];
}

export function knownNames(
  names: Iterable<string>,
  insteadOf: KnownNames['insteadOf'] = () => undefined,
): KnownNames {
  const own = new Set(names);
  return { has: (name) => own.has(name), insteadOf, all: [...own].sort() };
}
