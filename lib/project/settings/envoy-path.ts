/** Where the user says that Envoy is: `ENVOY_BIN`, the path of a binary. */
import type { Environment } from './read-settings';

export function readEnvoyPath(environment: Environment = process.env): string | undefined {
  return environment['ENVOY_BIN'] || undefined;
}
