/** Names that others refer to: code asks a set, and a problem shows a list in a fixed order. */

export interface KnownNames {
  has(name: string): boolean;
  /** What to do if the name belongs to a thing of another kind. */
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
