/** A choice in words, for texts and problems. */

/** `a, b or c`, in the order given. */
export function oneOf(texts: readonly string[]): string {
  const last = texts.at(-1) ?? 'none';
  return texts.length < 2 ? last : `${texts.slice(0, -1).join(', ')} or ${last}`;
}
