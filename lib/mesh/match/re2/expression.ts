/**
 * Expressions of RE2, which Envoy and App Mesh use, read by JavaScript: what one takes as a whole, the other does.
 *
 * Written from RE2's own list of its syntax (github.com/google/re2/wiki/Syntax). Greediness is left out, since it never
 * changes whether the whole text fits. Case is folded letter by letter, without Unicode's special ones.
 */

import { perlClass, readClass, readProperty } from './class';
import { literal, readEscapedLetter } from './letter';
import { type Flags, pattern, readLetter, type Reader, takes } from './reader';

/**
 * Takes the whole text, in code points. Undefined where the expression is none of RE2: look-around, back-references.
 * RE2 needs time in proportion to the text; JavaScript's engine may need much more for an expression such as `(a+)+b`.
 */
export function readExpression(expression: string): RegExp | undefined {
  try {
    const reader: Reader = { text: unquote(expression), at: 0, groups: new Set() };
    const body = readAlternatives(reader, { i: false, m: false, s: false });
    if (reader.at < reader.text.length) return undefined;
    return new RegExp(`^(?:${body})$`, 'u');
  } catch {
    return undefined;
  }
}

/** `\Qa.b\E` is `a\.b`. */
function unquote(expression: string): string {
  return expression.replace(/\\Q([^]*?)(?:\\E|$)|\\[^]/g, (whole, quoted: string | undefined) =>
    quoted === undefined ? whole : quoted.replace(/[!-/:-@[-`{-~]/g, '\\$&'),
  );
}

/** RE2 takes no more repetitions of one thing than this. */
const MAX_REPETITIONS = 1000;

/** Up to the end, or the bracket that closes the group. A flag in the middle holds up to there. */
function readAlternatives(reader: Reader, outer: Flags): string {
  let flags = outer;
  let written = '';
  for (;;) {
    const next = reader.text[reader.at];
    if (next === undefined || next === ')') return written;
    const changed = readFlags(reader, flags);
    if (changed !== undefined) flags = changed;
    else if (takes(reader, '|')) written += '|';
    else written += readRepeated(reader, flags);
  }
}

/** `(?i)`, `(?s-i)`: from here to the end of the group. */
function readFlags(reader: Reader, flags: Flags): Flags | undefined {
  const found = pattern(reader, /\(\?([imsU]*)(-[imsU]+)?\)/y);
  if (found === undefined) return undefined;
  const [, on = '', off = ''] = found;
  if (on === '' && off === '') throw new SyntaxError('no flag');
  return withFlags(flags, on, off);
}

const withFlags = (flags: Flags, on: string, off: string): Flags => ({
  i: (flags.i || on.includes('i')) && !off.includes('i'),
  m: (flags.m || on.includes('m')) && !off.includes('m'),
  s: (flags.s || on.includes('s')) && !off.includes('s'),
});

function readRepeated(reader: Reader, flags: Flags): string {
  const one = readOne(reader, flags);
  const found = pattern(reader, /([*+?]|\{(\d+)(,(\d*))?\})\??/y);
  if (found === undefined) return one;
  const [, sign = '', least, , most] = found;
  if (least === undefined) return `(?:${one})${sign}`;
  const highest = Math.max(Number(least), Number(most || 0));
  if (highest > MAX_REPETITIONS || (most && Number(most) < Number(least)))
    throw new SyntaxError('repetitions');
  return `(?:${one})${sign}`;
}

function readOne(reader: Reader, flags: Flags): string {
  if (reader.text.startsWith('(', reader.at)) return readGroup(reader, flags);
  if (reader.text.startsWith('[', reader.at)) return readClass(reader, flags);
  if (reader.text.startsWith('\\', reader.at)) return readEscape(reader, flags);
  const letter = readLetter(reader);
  switch (letter) {
    case '.':
      return flags.s ? '[^]' : '[^\\n]';
    case '^':
      return flags.m ? '(?<![^\\n])' : '(?<![^])';
    case '$':
      return flags.m ? '(?![^\\n])' : '(?![^])';
    case '{':
      // After nothing, and after another repetition, it is none; what is no repetition is a letter.
      if (pattern(reader, /\d+(,\d*)?\}/y)) throw new SyntaxError('nothing to repeat');
      return literal(letter, flags);
    case '*':
    case '+':
    case '?':
      throw new SyntaxError('nothing to repeat');
    default:
      return literal(letter, flags);
  }
}

function readGroup(reader: Reader, flags: Flags): string {
  const [, name, on = '', off = ''] = pattern(
    reader,
    /\((?:\?P?<([A-Za-z_][A-Za-z0-9_]*)>|\?([imsU]*)(-[imsU]+)?:)?/y,
  ) ?? [''];
  if (name !== undefined && reader.groups.has(name)) throw new SyntaxError('a name twice');
  if (name !== undefined) reader.groups.add(name);
  const inner = readAlternatives(reader, withFlags(flags, on, off));
  if (!takes(reader, ')')) throw new SyntaxError('group without end');
  return `(?:${inner})`;
}

function readEscape(reader: Reader, flags: Flags): string {
  if (takes(reader, '\\A')) return '(?<![^])';
  if (takes(reader, '\\z')) return '(?![^])';
  if (takes(reader, '\\C')) return '[^]';
  const edge = pattern(reader, /\\([bB])/y);
  if (edge) return `\\${edge[1] ?? ''}`;
  const perl = pattern(reader, /\\([dswDSW])/y);
  if (perl) return perlClass(perl[1] ?? '');
  const property = readProperty(reader);
  return property ?? literal(readEscapedLetter(reader), flags);
}
