/** How every text begins that an expression takes, as far as it can be told without trying texts. */

export interface Start {
  readonly text: string;
  /** What may follow: nothing, whatever there is, or what only the expression knows. */
  readonly rest: 'nothing' | 'anything' | 'unknown';
}

const UNKNOWN: Start = { text: '', rest: 'unknown' };

/** @example `/api/v[0-9]/.*` begins with `/api/v`; `/api/.*` is all that begins with `/api/` */
export function readStart(expression: string): Start {
  if (expression.includes('\\Q') || hasAlternatives(expression)) return UNKNOWN;
  const whole = expression.replace(/^\^/, '');
  const [written = ''] = /^(?:[A-Za-z0-9/_~!@#%&=:;,'"<> `-]|\\[!-/:-@[-`{-~])*/.exec(whole) ?? [];
  const rest = whole.slice(written.length);
  // What is repeated may be there not once.
  const isOptional = /^[*?{]/.test(rest);
  const letters = written.match(/\\?[^]/g) ?? [];
  const text = (isOptional ? letters.slice(0, -1) : letters).map((letter) => letter.slice(-1)).join('');
  if (isOptional) return { text, rest: 'unknown' };
  if (rest === '' || rest === '$') return { text, rest: 'nothing' };
  return { text, rest: rest === '.*' || rest === '.*$' ? 'anything' : 'unknown' };
}

const CLASS = /\[\^?\]?(?:\[:\^?[a-z]+:\]|\\[^]|[^\]\\])*\]/y;

/** `a|b`, and not within a group. */
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
