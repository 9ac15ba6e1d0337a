/** Single letters of an expression, however they are written, and what JavaScript calls them. */
import { type Flags, pattern, type Reader } from './reader';

const CONTROLS: Readonly<Record<string, string>> = {
  a: '\x07',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

export function readEscapedLetter(reader: Reader): string {
  const hexadecimal = pattern(reader, /\\x(?:([0-9A-Fa-f]{2})|\{([0-9A-Fa-f]+)\})/y);
  if (hexadecimal) return String.fromCodePoint(parseInt(hexadecimal[1] ?? hexadecimal[2] ?? '', 16));
  // What begins with 1 to 7 and is one digit alone would be a back-reference.
  const octal = pattern(reader, /\\(0[0-7]{0,2}|[1-7][0-7]{1,2})/y);
  if (octal) return String.fromCodePoint(parseInt(octal[1] ?? '', 8));
  const control = pattern(reader, /\\([afnrtv])/y);
  if (control) return CONTROLS[control[1] ?? ''] ?? '';
  const plain = pattern(reader, /\\([!-/:-@[-`{-~])/y);
  if (plain) return plain[1] ?? '';
  throw new SyntaxError('unknown escape');
}

/** In both cases where the expression folds them; a class of its own then. */
export function literal(letter: string, flags: Flags): string {
  const others = flags.i ? otherCase(letter) : [];
  return others.length === 0 ? codePointOf(letter) : `[${[letter, ...others].map(codePointOf).join('')}]`;
}

export const otherCase = (letter: string) =>
  [letter.toLowerCase(), letter.toUpperCase()].filter((each) => each !== letter && [...each].length === 1);

export const codePointOf = (letter: string) => codePoint(letter.codePointAt(0) ?? 0);
export const codePoint = (code: number) => `\\u{${code.toString(16)}}`;
