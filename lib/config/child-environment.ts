/** The environment of a program that this project starts: its own, with what the caller adds. */
import type { Environment } from './settings';

/** `undefined` removes a variable. */
export function childEnvironment(
  additions: Environment = {},
  environment: Environment = process.env,
): Record<string, string> {
  const merged = Object.entries({ ...environment, ...additions });
  return Object.fromEntries(merged.flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])));
}
