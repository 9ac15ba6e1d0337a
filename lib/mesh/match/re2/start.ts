/** The text with which every match of an expression begins, as far as the expression itself shows it. */

export interface Start {
  readonly text: string;
  /** What may follow the start: nothing, any text, or something that only the expression can tell. */
  readonly rest: 'nothing' | 'anything' | 'unknown';
}

const UNKNOWN: Start = { text: '', rest: 'unknown' };

/** @example `/api/v[0-9]/.*` begins with `/api/v`; `/api/.*` is every text that begins with `/api/` */
export function readStart(expression: string): Start {
  if (expression.includes('\\Q') || hasAlternatives(expression)) return UNKNOWN;
  const whole = expression.replace(/^\^/, '');
  const [written = ''] = /^(?:[A-Za-z0-9/_~!@#%&=:;,'"<> `-]|\\[!-/:-@[-`{-~])*/.exec(whole) ?? [];
  const rest = whole.slice(written.length);
  // A repeated part may be absent.
  const isOptional = /^[*?{]/.test(rest);
  const letters = written.match(/\\?[^]/g) ?? [];
  const text = (isOptional ? letters.slice(0, -1) : letters).map((letter) => letter.slice(-1)).join('');
  if (isOptional) return { text, rest: 'unknown' };
  if (rest === '' || rest === '$') return { text, rest: 'nothing' };
  return { text, rest: rest === '.*' || rest === '.*$' ? 'anything' : 'unknown' };
}

const CLASS = /\[\^?\]?(?:\[:\^?[a-z]+:\]|\\[^]|[^\]\\])*\]/y;

/** `a|b` outside of a group. */
function hasAlternatives(expression: string): boolean {
  let depth = 0;
  for (let at = 0; at < expression.length; at += 1) {
    const letter = expression[at];
    if (letter === '|' && depth === 0) return true;
    if (letter === '(') depth += 1;
    if (letter === ')') depth -= 1;
    if (letter === '\\') at += 1;
    if (letter === '[') {
      CLASS.lastIndex = at;
      at += Math.max((CLASS.exec(expression)?.[0].length ?? 1) - 1, 0);
    }
  }
  return false;
}
