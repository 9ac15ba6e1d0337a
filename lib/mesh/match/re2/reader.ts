/** An expression that is read from left to right, letter by letter. */

export interface Reader {
  readonly text: string;
  /** Where the next letter stands. */
  at: number;
  /** Names of groups so far. */
  readonly groups: Set<string>;
}

/** What holds from here to the end of the group: `(?ims)`. */
export interface Flags {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
}

export function readLetter(reader: Reader): string {
  const code = reader.text.codePointAt(reader.at);
  if (code === undefined) throw new SyntaxError('ends too soon');
  const letter = String.fromCodePoint(code);
  reader.at += letter.length;
  return letter;
}

export function takes(reader: Reader, words: string): boolean {
  if (!reader.text.startsWith(words, reader.at)) return false;
  reader.at += words.length;
  return true;
}

/** @param sticky with flag `y` */
export function pattern(reader: Reader, sticky: RegExp): RegExpExecArray | undefined {
  sticky.lastIndex = reader.at;
  const found = sticky.exec(reader.text) ?? undefined;
  if (found) reader.at += found[0].length;
  return found;
}
