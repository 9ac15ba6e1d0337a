/** Sets of letters: `[a-z]`, `\d`, `[[:alpha:]]`, `\p{Greek}`. */
import { codePoint, codePointOf, otherCase, readEscapedLetter } from './letter';
import { type Flags, pattern, readLetter, type Reader, takes } from './reader';

const PERL_CLASSES: Readonly<Record<string, string>> = {
  d: '0-9',
  s: '\\t\\n\\f\\r ',
  w: '0-9A-Za-z_',
};

/** What `[[:alpha:]]` and its like hold. */
const POSIX_CLASSES: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  ascii: '\\x00-\\x7F',
  blank: '\\t ',
  cntrl: '\\x00-\\x1F\\x7F',
  digit: '0-9',
  graph: '!-~',
  lower: 'a-z',
  print: ' -~',
  punct: '!-\\/:-@\\[-`\\{-~',
  space: '\\t\\n\\v\\f\\r ',
  upper: 'A-Z',
  word: '0-9A-Za-z_',
  xdigit: '0-9A-Fa-f',
};

export function perlClass(letter: string): string {
  const inside = PERL_CLASSES[letter.toLowerCase()] ?? '';
  return letter === letter.toLowerCase() ? `[${inside}]` : `[^${inside}]`;
}

/** `\pL`, `\p{Greek}`, `\P{Lu}`, `\p{^Lu}`. A script has a longer name in JavaScript. */
export function readProperty(reader: Reader): string | undefined {
  const found = pattern(reader, /\\([pP])(?:([A-Z])|\{(\^?)([A-Za-z_]+)\})/y);
  if (found === undefined) return undefined;
  const [, sign, letter, turn, name = letter ?? ''] = found;
  const isTurned = (sign === 'P') !== (turn === '^');
  return `\\${isTurned ? 'P' : 'p'}{${name.length > 2 && name !== 'Any' ? `Script=${name}` : name}}`;
}

export function readClass(reader: Reader, flags: Flags): string {
  const isTurned = takes(reader, '[^');
  if (!isTurned) takes(reader, '[');
  let inside = '';
  // The bracket that closes is a letter where it stands first.
  for (let isFirst = true; isFirst || !takes(reader, ']'); isFirst = false) {
    inside += readClassPart(reader, flags);
  }
  return `[${isTurned ? '^' : ''}${inside}]`;
}

function readClassPart(reader: Reader, flags: Flags): string {
  const posix = pattern(reader, /\[:(\^?)([a-z]+):\]/y);
  if (posix) return posixClass(posix[2] ?? '', posix[1] === '^', flags);
  const perl = pattern(reader, /\\([dswDSW])/y);
  if (perl) return perlInside(perl[1] ?? '');
  const property = readProperty(reader);
  if (property !== undefined) return property;
  const first = readClassLetter(reader);
  if (!reader.text.startsWith('-', reader.at) || reader.text[reader.at + 1] === ']')
    return classLetter(first, flags);
  reader.at += 1;
  const last = readClassLetter(reader);
  return classRange(first, last, flags);
}

function readClassLetter(reader: Reader): string {
  if (reader.text.startsWith('\\', reader.at)) return readEscapedLetter(reader);
  return readLetter(reader);
}

function posixClass(name: string, isTurned: boolean, flags: Flags): string {
  const isOfOneCase = name === 'lower' || name === 'upper';
  const own = flags.i && isOfOneCase ? 'alpha' : name;
  // Every object has a `constructor`.
  const inside = Object.hasOwn(POSIX_CLASSES, own) ? POSIX_CLASSES[own] : undefined;
  if (inside === undefined) throw new SyntaxError('unknown class');
  return isTurned ? complement(inside) : inside;
}

function perlInside(letter: string): string {
  const inside = PERL_CLASSES[letter.toLowerCase()] ?? '';
  return letter === letter.toLowerCase() ? inside : complement(inside);
}

/** All code points that are not in `inside`, as ranges, since classes do not nest here. */
function complement(inside: string): string {
  const within = new RegExp(`[${inside}]`, 'u');
  const outside: string[] = [];
  for (let code = 0; code <= 0x7f; code += 1) {
    if (!within.test(String.fromCodePoint(code))) outside.push(codePoint(code));
  }
  return `${outside.join('')}\\u{80}-\\u{10FFFF}`;
}

function classRange(first: string, last: string, flags: Flags): string {
  const [from = 0, to = 0] = [first.codePointAt(0), last.codePointAt(0)];
  if (from > to) throw new SyntaxError('range the wrong way');
  const range = `${codePoint(from)}-${codePoint(to)}`;
  if (!flags.i) return range;
  const folded: string[] = [];
  // Letters of both cases lie in the first planes' alphabets; ASCII is what requests are made of.
  for (let code = Math.max(from, 0x41); code <= Math.min(to, 0x7a); code += 1) {
    folded.push(...otherCase(String.fromCodePoint(code)).map(codePointOf));
  }
  return range + folded.join('');
}

const classLetter = (letter: string, flags: Flags) =>
  [letter, ...(flags.i ? otherCase(letter) : [])].map(codePointOf).join('');
