/** What the backend takes from its environment. */
import { type Environment, port, readSettings, requiredText } from '@meshwright/http-service';

export interface Settings {
  readonly port: number;
  readonly color: string;
}

export function readBackendSettings(environment: Environment): Settings {
  return readSettings(environment, {
    port: port('PORT', 3000),
    // npm sets COLOR to 0 or 1 for what it runs: `COLOR=red node dist/main.js` tells red, `npm start` does not.
    color: requiredText('COLOR', 'the colour that GET /color answers, such as red'),
  });
}
