/** What this code was built from: what the environment says, else what the image's build has written down. */
import { existsSync, readFileSync } from 'node:fs';
import { type Environment, text } from '@meshwright/http-service';

/** In the service's own folder, where it is started. Written by its Dockerfile: a hash of the sources in the image. */
const FILE = 'code_hash.txt';
/** Outside an image. */
const LOCAL_COMMIT = 'local';

/** `CODE_HASH` where it is set, else the image's own hash, else `local`. */
export function readCommit(environment: Environment, file = FILE): string {
  const written = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  return text('CODE_HASH', written || LOCAL_COMMIT)(environment);
}
