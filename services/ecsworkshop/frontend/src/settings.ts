/** What the frontend takes from its environment. */
import { type Origin, readOrigin } from '@ecsworkshop/origin';
import { type Environment, port, readSettings, serviceUrl } from '@meshwright/http-service';
import { type Backend } from './ask-backend';

export interface Settings {
  readonly port: number;
  readonly origin: Origin;
  /** In the order in which the page shows them. */
  readonly backends: readonly Backend[];
}

export function readFrontendSettings(environment: Environment): Settings {
  const urls = () =>
    readSettings(environment, { nodejs: serviceUrl('NODEJS_URL'), crystal: serviceUrl('CRYSTAL_URL') });
  const {
    port: listenOn,
    origin,
    backends,
  } = readSettings(environment, {
    port: port('PORT', 3000),
    origin: readOrigin,
    backends: urls,
  });
  return {
    port: listenOn,
    origin,
    backends: [
      { name: 'Node.js', url: backends.nodejs },
      { name: 'Crystal', url: backends.crystal },
    ],
  };
}
