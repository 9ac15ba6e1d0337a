/** Whether Envoy and App Mesh accept a condition: its length, its range, its expression. */
import { checkLength, checkLimit, type Length } from '../checks/limit';
import { lengths, limits } from '../checks/limits';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { readExpression } from './re2/expression';
import type { HeaderMatch, RangeMatch } from './value-match';

/** A condition on a header or on a piece of metadata. */
export function validateValue(match: HeaderMatch, where: string): Problem[] {
  switch (match.kind) {
    case 'not':
      return validateValue(match.match, where);
    case 'present':
      return [];
    case 'range':
      return validateRange(match, where);
    case 'regex':
      return validateRegex(match.value, lengths.matchValue, where);
    default:
      return checkLength(lengths.matchValue, match.value, where);
  }
}

/**
 * Expressions that RE2 refuses: look-around, back-references, a bracket that is not closed. Too long ones are not read.
 */
export function validateRegex(expression: string, length: Length, where: string): Problem[] {
  const found = checkLength(length, expression, where);
  if (found.length > 0) return found;
  return readExpression(expression) === undefined ? [problems.matchRegex(where, expression)] : [];
}

function validateRange({ start, end }: RangeMatch, where: string): Problem[] {
  const found = [...checkLimit(limits.rangeStart, start, where), ...checkLimit(limits.rangeEnd, end, where)];
  return found.length === 0 && end <= start ? [problems.matchRange(where, { start, end })] : found;
}
