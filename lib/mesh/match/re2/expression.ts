/** Expressions of RE2, which Envoy and App Mesh use. Package re2js is a port of RE2's own code. */
import { RE2JS } from 're2js';

export interface Expression {
  /** Whether it matches the whole text. The time is proportional to the length of the text. */
  test(text: string): boolean;
}

/** Undefined if RE2 refuses the expression: look-around, a back-reference, a bracket that is not closed. */
export function readExpression(expression: string): Expression | undefined {
  try {
    const compiled = RE2JS.compile(expression);
    return { test: (text) => compiled.matches(text) };
  } catch {
    return undefined;
  }
}
