/**
 * Expressions of RE2, which Envoy and App Mesh use. Package re2js is a port of RE2's own code. It is large, and few
 * applications have an expression, so it is loaded with the first one.
 */

export interface Expression {
  /** Whether it matches the whole text. The time is proportional to the length of the text. */
  test(text: string): boolean;
}

/** Undefined if RE2 refuses the expression: look-around, a back-reference, a bracket that is not closed. */
export function readExpression(expression: string): Expression | undefined {
  try {
    const { RE2JS } = require('re2js') as typeof import('re2js');
    const compiled = RE2JS.compile(expression);
    return { test: (text) => compiled.matches(text) };
  } catch {
    return undefined;
  }
}
