/** What a backend takes from its environment: both take the same. */
import { type Environment, port, readSettings } from '@meshwright/http-service';
import { type Origin, readOrigin } from './origin';

export interface BackendSettings {
  readonly port: number;
  readonly origin: Origin;
}

export function readBackendSettings(environment: Environment): BackendSettings {
  return readSettings(environment, { port: port('PORT', 3000), origin: readOrigin });
}
