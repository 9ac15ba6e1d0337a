/** What the client takes from its environment. */
import path from 'node:path';
import { type Environment, folder, port, readSettings, serviceUrl, text } from '@meshwright/http-service';
import { backends } from './backends';

export interface Settings {
  readonly port: number;
  readonly version: string;
  readonly staticFiles: string;
  /** Where requests under a path go. */
  readonly targets: Readonly<Record<string, URL>>;
}

export function readClientSettings(environment: Environment): Settings {
  const targets = Object.fromEntries(backends.map(({ path, variable }) => [path, serviceUrl(variable)]));
  return readSettings(environment, {
    port: port('PORT', 3000),
    version: text('VERSION', 'local'),
    // Where `npm run build` puts the page; seen from dist/ as from src/.
    staticFiles: folder('STATIC_FILES', path.join(__dirname, '../dist/page'), 'npm run build'),
    targets: () => readSettings(environment, targets),
  });
}
