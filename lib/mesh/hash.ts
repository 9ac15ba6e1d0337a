/** A number for a text, the same on every machine and in every run. */

/** FNV-1a over UTF-16 code units, 32 bits. It spreads names evenly; it hides no secret. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash;
}
