/** `ENVOY_BIN`: the path of the user's own Envoy binary. */
import type { Environment } from './read-settings';

export function readEnvoyPath(environment: Environment = process.env): string | undefined {
  return environment['ENVOY_BIN'] || undefined;
}
