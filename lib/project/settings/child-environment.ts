/** The environment for those that read it themselves: programs that this project starts, and the AWS SDK. */
import type { Environment } from './read-settings';

/** `undefined` removes a variable. */
export function childEnvironment(
  additions: Environment = {},
  environment: Environment = process.env,
): Record<string, string> {
  const merged = Object.entries({ ...environment, ...additions });
  return Object.fromEntries(merged.flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])));
}

/**
 * The SDK asks for a newer Node on every run, because its versions of next year need one. Ours is pinned, so that is
 * advice for the developer who raises it, and none for ops.
 */
export function quietAwsSdk(environment: Record<string, string | undefined> = process.env): void {
  environment['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
}
