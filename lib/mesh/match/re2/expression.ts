/** Expressions of RE2, which Envoy and App Mesh use. Package re2js is a port of RE2's own code. */
import { RE2JS } from 're2js';

export interface Expression {
  /** Whether it takes the whole text, in time in proportion to the text. */
  test(text: string): boolean;
}

/** Undefined where RE2 refuses the expression: look-around, back-references, a bracket that nothing closes. */
export function readExpression(expression: string): Expression | undefined {
  try {
    const compiled = RE2JS.compile(expression);
    return { test: (text) => compiled.matches(text) };
  } catch {
    return undefined;
  }
}
