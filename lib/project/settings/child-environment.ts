/** The environment for code that reads it directly: programs that this project starts, and the AWS SDK. */
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
 * On every run the SDK advises a newer Node, because its versions of next year need one. Our version of the SDK is
 * pinned. So this advice is for the developer who raises the version, not for ops.
 */
export function quietAwsSdk(environment: Record<string, string | undefined> = process.env): void {
  environment['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
}
